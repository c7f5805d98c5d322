import { z } from 'zod';
import { detectionMethods, measurementKinds, violationStates } from './code-lists/index.ts';
import { findPersonalIdFault } from './personal-id.ts';
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
import { DETECTED_AFTER_OCCURRED, listLegalFaults } from './traffic-violation.rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const measurement = z.strictObject({
  kind: z.enum(measurementKinds.codes),
  value: z.number().min(0),
  /** km/h, mg/l, mg/100ml or kg; the kind fixes it. */
  unit: z.string().max(20),
  limit: optional(z.number().min(0)),
  deviceId: optional(identifier()),
});

/** An administrative violation of traffic order (Law 36/2024/QH15; Decree 168/2024/NĐ-CP). Money in VND. */
export const trafficViolationRecord = z
  .strictObject({
    id: identifier(),
    /** Số biên bản: made on the spot or after the owner answered. Not the decision. */
    recordNumber: optional(identifier()),
    /** Số quyết định xử phạt. */
    decisionNumber: optional(identifier()),
    /** Decree, article, clause, point: `ND168-2024.D6.K5.đ`. */
    violationCode: text(40),
    occurredAt: instant(),
    detectedAt: instant(),
    locationLon: optional(longitude()),
    locationLat: optional(latitude()),
    refRoadSegment: optional(identifier()),
    /** Number of the road, e.g. `QL18`. */
    roadRef: optional(text(30)),
    kilometrePost: optional(kilometrePost()),
    unitCode: optional(unitCode()),
    unitValidFrom: optional(civilDate()),
    detectionMethod: z.enum(detectionMethods.codes),
    /** Plate key; null for those who need no plate. */
    vehicleRef: optional(plateKey()),
    /** Known only once the driver has worked with the police. */
    driverPersonalId: optional(z.string().max(20)),
    measurement: optional(measurement),
    fineAmount: optional(vnd()),
    pointsDeducted: optional(z.int().min(0).max(12)),
    suspensionMonths: optional(count()),
    state: z.enum(violationStates.codes),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((violation, ctx) => {
    if (violation.detectedAt < violation.occurredAt) addBreach(ctx, ['detectedAt'], DETECTED_AFTER_OCCURRED);
    for (const { path, rule } of listLegalFaults(violation)) addBreach(ctx, path, rule);
    const idFault =
      violation.driverPersonalId === null ? null : findPersonalIdFault(violation.driverPersonalId);
    if (idFault) addBreach(ctx, ['driverPersonalId'], idFault);
    checkPosition(ctx, 'locationLon', violation.locationLon, violation.locationLat);
    checkUnitReference(ctx, 'unitCode', violation.unitCode, violation.unitValidFrom);
  });

export type TrafficViolationRecord = z.infer<typeof trafficViolationRecord>;
