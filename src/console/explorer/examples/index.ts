import { type Example, toExample } from '../example.ts';
import accidentsByRoad from './accidents-by-road.graphql?raw';
import accidentsLive from './accidents-live.graphql?raw';
import fieldsOfType from './fields-of-type.graphql?raw';
import flowLive from './flow-live.graphql?raw';
import incidentsLive from './incidents-live.graphql?raw';
import incidentsNow from './incidents-now.graphql?raw';
import overdueInspection from './overdue-inspection.graphql?raw';
import patrolShifts from './patrol-shifts.graphql?raw';
import reportIncident from './report-incident.graphql?raw';
import residentsOfOldUnit from './residents-of-old-unit.graphql?raw';
import resolveUnit from './resolve-unit.graphql?raw';
import roadPicture from './road-picture.graphql?raw';
import seriousAccidents from './serious-accidents.graphql?raw';
import unitHistory from './unit-history.graphql?raw';
import vehiclePages from './vehicle-pages.graphql?raw';
import violationsOnRoad from './violations-on-road.graphql?raw';

/** Greets whoever opens the explorer: open data, so it answers without a key. */
export const greeting = toExample(unitHistory);

/** THE LIST of examples, in the order shown. */
export const examples: readonly Example[] = [
  overdueInspection,
  residentsOfOldUnit,
  vehiclePages,
  fieldsOfType,
  incidentsNow,
  reportIncident,
  resolveUnit,
  seriousAccidents,
  accidentsByRoad,
  violationsOnRoad,
  unitHistory,
  roadPicture,
  flowLive,
  incidentsLive,
  accidentsLive,
  patrolShifts,
].map(toExample);
