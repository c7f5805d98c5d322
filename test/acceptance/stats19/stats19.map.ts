import { type Row, values } from '../../../src/sdk/index.ts';
import { toInstant } from '../wall-clock.ts';
import * as codes from './stats19.codes.ts';

/** `dd/mm/yyyy` and `HH:mm` as the clocks in Britain showed them. */
function readOccurredAt(date: unknown, time: unknown): string {
  return toInstant(`${values.civilDate(date)}T${time}`, 'Europe/London');
}

/** Line of the collisions file → trafficAccident. Grid references repeat the position and are left out. */
export function mapAccident(raw: Row): Row {
  return {
    id: values.text(raw.collision_index),
    occurredAt: readOccurredAt(raw.date, raw.time),
    locationLon: values.decimal(raw.longitude),
    locationLat: values.decimal(raw.latitude),
    roadRef: codes.readRoadRef(raw.first_road_class, raw.first_road_number),
    declaredSeverity: codes.readSeverity(raw.collision_severity),
    declaredVehicleCount: values.integer(raw.number_of_vehicles),
    declaredCasualtyCount: values.integer(raw.number_of_casualties),
    lighting: codes.readLighting(raw.light_conditions),
    weather: codes.readWeather(raw.weather_conditions),
    roadSurface: codes.readSurface(raw.road_surface_conditions),
  };
}

/** Line of the vehicles file → stats19Vehicle. */
export function mapVehicle(raw: Row): Row {
  return {
    id: `${raw.collision_index}/${raw.vehicle_reference}`,
    accidentId: values.text(raw.collision_index),
    vehicleType: codes.readVehicleType(raw.vehicle_type),
  };
}

/** Line of the casualties file → stats19Casualty. The vehicle is the one they were in, or were hit by. */
export function mapCasualty(raw: Row): Row {
  return {
    id: `${raw.collision_index}/${raw.casualty_reference}`,
    accidentId: values.text(raw.collision_index),
    vehicleId: `${raw.collision_index}/${raw.vehicle_reference}`,
    role: codes.readRole(raw.casualty_class),
    severity: codes.readInjury(raw.casualty_severity),
    ageBand: codes.readAgeBand(raw.age_of_casualty),
    sex: codes.readSex(raw.sex_of_casualty),
  };
}
