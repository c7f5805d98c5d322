import type { TrafficFlowObservedRecord } from '../../model/traffic-flow-observed.record.ts';
import { type Row, values } from '../../sdk/index.ts';

const readDirection = values.code({ Thuận: 'FORWARD', Nghịch: 'BACKWARD' } as const);

/** Message on `…/luu-luong/…` → trafficFlowObserved. Occupancy comes in per cent. */
export function mapTrafficFlowObserved(raw: Row): Row {
  const occupancy = values.decimal(raw.doChiem);
  return {
    sensorId: values.text(raw.maCamBien),
    refRoadSegment: values.text(raw.maDoan),
    laneId: values.text(raw.lan),
    laneDirection: readDirection(raw.chieu),
    dateObserved: values.instant(raw.thoiDiem),
    periodSeconds: values.integer(raw.kyDoGiay),
    intensity: values.integer(raw.soXe),
    occupancy: occupancy === null ? null : occupancy / 100,
    averageVehicleSpeed: values.decimal(raw.tocDoTB),
    averageHeadwayTime: values.decimal(raw.gianCachTB),
    congested: values.yesNo(raw.unTac),
  } satisfies Partial<Record<keyof TrafficFlowObservedRecord, unknown>>;
}
