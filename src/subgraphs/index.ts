import 'reflect-metadata';
import { administrativeUnitsSubgraph } from './administrative-units/index.ts';
import { integrationSubgraph } from './integration/index.ts';
import { patrolSubgraph } from './patrol/index.ts';
import { patrolShiftDataset } from './patrol/patrol-shift.dataset.ts';
import { trafficViolationDataset } from './patrol/traffic-violation.dataset.ts';
import { residentsSubgraph } from './residents/index.ts';
import { residentDataset } from './residents/resident.dataset.ts';
import { roadsSubgraph } from './roads/index.ts';
import { roadSegmentDataset } from './roads/road-segment.dataset.ts';
import { submissionsSubgraph } from './submissions/index.ts';
import { submissionDataset } from './submissions/submission.dataset.ts';
import { trafficSubgraph } from './traffic/index.ts';
import { trafficAccidentDataset } from './traffic/traffic-accident.dataset.ts';
import { trafficFlowObservedDataset } from './traffic/traffic-flow-observed.dataset.ts';
import { trafficIncidentDataset } from './traffic/traffic-incident.dataset.ts';
import { vehiclesSubgraph } from './vehicles/index.ts';
import { vehicleDataset } from './vehicles/vehicle.dataset.ts';

/** THE LIST of subgraphs: what the graph is composed of. */
export const subgraphs = [
  vehiclesSubgraph,
  residentsSubgraph,
  roadsSubgraph,
  trafficSubgraph,
  patrolSubgraph,
  submissionsSubgraph,
  administrativeUnitsSubgraph,
  integrationSubgraph,
];

/** THE LIST of stored datasets. */
export const datasets = [
  vehicleDataset,
  roadSegmentDataset,
  trafficFlowObservedDataset,
  trafficIncidentDataset,
  trafficAccidentDataset,
  trafficViolationDataset,
  patrolShiftDataset,
  submissionDataset,
];

/** THE LIST of datasets that are looked up at their owner and never stored. */
export const liveDatasets = [residentDataset];
