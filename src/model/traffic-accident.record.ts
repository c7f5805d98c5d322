import { z } from 'zod';
import { computeSeverity } from './accident-severity.ts';
import {
  accidentCauses,
  accidentQualityFlags,
  accidentSeverities,
  ageBands,
  collisionTypes,
  injuryStatuses,
  involvementRoles,
  lightings,
  severitySchemes,
  sexes,
  surfaceConditions,
  transportModes,
  vehicleRoles,
  vehicleTypes,
  weathers,
} from './code-lists/index.ts';
import { toVietnamDate } from './instant.ts';
import { checkPosition } from './position.rule.ts';
import {
  civilDate,
  count,
  identifier,
  instant,
  kilometrePost,
  latitude,
  longitude,
  optional,
  plateKey,
  text,
  unitCode,
  vnd,
} from './record-fields.ts';
import { addBreach } from './rule.ts';
import * as rules from './traffic-accident.rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const accidentVehicle = z.strictObject({
  /** Plate key, or null when the plate is not known. */
  vehicleRef: optional(plateKey()),
  vehicleType: z.enum(vehicleTypes.codes),
  role: z.enum(vehicleRoles.codes).default('UNKNOWN'),
});

/** A person hurt, without name or id: an accident file names nobody. */
const casualty = z.strictObject({
  role: z.enum(involvementRoles.codes),
  severity: z.enum(injuryStatuses.codes),
  ageBand: optional(z.enum(ageBands.codes)),
  sex: optional(z.enum(sexes.codes)),
});

/** An accident (Circular 26/2024/TT-BCA). Deaths are cumulative: at the scene ≤ within 24 hours ≤ within 30 days. */
export const trafficAccidentRecord = z
  .strictObject({
    id: identifier(),
    occurredAt: instant(),
    reportedAt: optional(instant()),
    locationLon: optional(longitude()),
    locationLat: optional(latitude()),
    /** Number of the road, e.g. `QL18`. */
    roadRef: optional(text(30)),
    refRoadSegment: optional(identifier()),
    kilometrePost: optional(kilometrePost()),
    unitCode: optional(unitCode()),
    unitValidFrom: optional(civilDate()),
    /** What the reporting unit wrote. */
    declaredSeverity: optional(z.enum(accidentSeverities.codes)),
    /** Computed from the outcome; null while the figures prove no class. Derived. */
    accidentSeverity: optional(z.enum(accidentSeverities.codes)),
    /** Derived from the date. */
    severityScheme: z.enum(severitySchemes.codes).default('TT26_2024'),
    deathsAtScene: optional(count()),
    deathsWithin24h: optional(count()),
    deathsWithin30days: optional(count()),
    injuredCount: optional(count()),
    injuryPercentTotal: optional(z.number().min(0).max(100_000)),
    injuryPercentMax: optional(z.number().min(0).max(100)),
    damageVnd: optional(vnd()),
    collisionType: optional(z.enum(collisionTypes.codes)),
    cause: optional(z.enum(accidentCauses.codes)),
    vehicles: z.array(accidentVehicle).default([]),
    casualties: z.array(casualty).default([]),
    declaredVehicleCount: optional(count()),
    declaredCasualtyCount: optional(count()),
    weather: optional(z.enum(weathers.codes)),
    lighting: optional(z.enum(lightings.codes)),
    roadSurface: optional(z.enum(surfaceConditions.codes)),
    mode: z.enum(transportModes.codes).default('ROAD'),
    /** The record adds what its own figures show. */
    qualityFlags: z.array(z.enum(accidentQualityFlags.codes)).default([]),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((accident, ctx) => {
    if (accident.reportedAt !== null && accident.reportedAt < accident.occurredAt)
      addBreach(ctx, ['reportedAt'], rules.REPORTED_AFTER_OCCURRED);
    const descending = rules.findDescendingDeaths(accident);
    if (descending) addBreach(ctx, [descending], rules.DEATHS_ARE_CUMULATIVE);
    if ((accident.injuryPercentMax ?? 0) > (accident.injuryPercentTotal ?? 100_000))
      addBreach(ctx, ['injuryPercentMax'], rules.ONE_PERSON_WITHIN_TOTAL);
    checkPosition(ctx, 'locationLon', accident.locationLon, accident.locationLat);
    checkUnitReference(ctx, 'unitCode', accident.unitCode, accident.unitValidFrom);
  })
  .overwrite((accident) => {
    const deaths = accident.deathsWithin30days ?? accident.deathsWithin24h ?? accident.deathsAtScene;
    const finding = computeSeverity(
      {
        deaths,
        injuredCount: accident.injuredCount,
        injuryPercentTotal: accident.injuryPercentTotal,
        injuryPercentMax: accident.injuryPercentMax,
        damageVnd: accident.damageVnd,
      },
      toVietnamDate(accident.occurredAt),
    );
    accident.accidentSeverity = finding.severity;
    accident.severityScheme = finding.scheme;
    accident.qualityFlags = rules.addQualityFlags(accident);
    return accident;
  });

export type TrafficAccidentRecord = z.infer<typeof trafficAccidentRecord>;
