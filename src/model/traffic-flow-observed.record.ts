import { z } from 'zod';
import { flowQualityFlags, laneDirections, vehicleTypes } from './code-lists/index.ts';
import { count, derived, derivedInstant, identifier, instant, optional } from './record-fields.ts';
import { addBreach, defineRule } from './rule.ts';

const ID_FORM = defineRule({
  vi: 'Mã quan trắc là cảm biến:thời điểm (thêm :làn, :loại xe nếu có); có thể bỏ trống để hệ thống tự lập',
  en: 'The id is sensor:instant (then :lane and :vehicle type where given); leave it out and it is made',
  law: 'NGSI-LD TrafficFlowObserved',
});
const PERIOD_AGREES = defineRule({
  vi: 'Thời điểm đầu và cuối không khớp độ dài kỳ đếm',
  en: 'The start and end of the period disagree with its length',
  law: 'NGSI-LD TrafficFlowObserved.dateObservedFrom/dateObservedTo',
});

interface FlowKey {
  sensorId: string;
  dateObserved: string;
  laneId: string | null;
  vehicleType: string | null;
}

/** One row per sensor and instant; per lane and vehicle type where the sensor tells them apart. */
export function toFlowId({ sensorId, dateObserved, laneId, vehicleType }: FlowKey): string {
  let id = `${sensorId}:${dateObserved}`;
  if (laneId !== null) id += `:${laneId}`;
  if (vehicleType !== null) id += `:${vehicleType}`;
  return id;
}

/**
 * What a sensor counted in a period (NGSI-LD TrafficFlowObserved). `intensity` is a count PER PERIOD, not per hour:
 * DATEX II vehicleFlowRate = intensity × 3600 / periodSeconds. Speeds in km/h, headway in s.
 */
export const trafficFlowObservedRecord = z
  .strictObject({
    /** `<sensorId>:<dateObserved>[:<laneId>][:<vehicleType>]`. Derived. */
    id: derived(),
    sensorId: identifier(),
    refRoadSegment: optional(identifier()),
    laneId: optional(identifier()),
    laneDirection: optional(z.enum(laneDirections.codes)),
    /** Start of the period. Derived from the end and the length when left out. */
    dateObservedFrom: derivedInstant(),
    /** End of the period (NGSI-LD dateObservedTo). */
    dateObserved: instant(),
    periodSeconds: z.int().min(1).max(86_400),
    intensity: optional(count()),
    /** Share of the period in which the detector was covered, 0 to 1. */
    occupancy: optional(z.number().min(0).max(1)),
    averageVehicleSpeed: optional(z.number().min(0).max(300)),
    averageHeadwayTime: optional(z.number().min(0)),
    congested: optional(z.boolean()),
    /** null: all types together. */
    vehicleType: optional(z.enum(vehicleTypes.codes)),
    qualityFlags: z.array(z.enum(flowQualityFlags.codes)).default([]),
  })
  .superRefine((flow, ctx) => {
    if (flow.id !== '' && flow.id !== toFlowId(flow)) addBreach(ctx, ['id'], ID_FORM);
    if (flow.dateObservedFrom === '') return;
    const elapsed = Date.parse(flow.dateObserved) - Date.parse(flow.dateObservedFrom);
    if (Math.abs(elapsed - flow.periodSeconds * 1000) > 1000)
      addBreach(ctx, ['dateObservedFrom'], PERIOD_AGREES);
  })
  .overwrite((flow) => {
    flow.id = toFlowId(flow);
    if (flow.dateObservedFrom === '')
      flow.dateObservedFrom = new Date(
        Date.parse(flow.dateObserved) - flow.periodSeconds * 1000,
      ).toISOString();
    const flag = flow.intensity === null ? 'MISSING_COUNT' : flow.intensity === 0 ? 'ZERO_COUNT' : undefined;
    if (flag && !flow.qualityFlags.includes(flag)) flow.qualityFlags = [...flow.qualityFlags, flag];
    return flow;
  });

export type TrafficFlowObservedRecord = z.infer<typeof trafficFlowObservedRecord>;
