import { createRandom } from './random.ts';
import type { Sensor } from './sensor.ts';
import { hourOfDay, MINUTE_MS, toOffsetIsoMs } from './vietnam-time.ts';
import type { World } from './world.ts';

/** One message of a sensor: what passed in the period that ends at `thoiDiem`. */
export interface RawFlow {
  maCamBien: string;
  maDoan: string;
  lan: string;
  chieu: Sensor['direction'];
  thoiDiem: string;
  kyDoGiay: number;
  soXe: number;
  /** Per cent of the period in which the detector was covered. */
  doChiem: number;
  tocDoTB: number | null;
  gianCachTB: number | null;
  unTac: boolean;
}

/** Vehicles per hour that one lane of a main road lets through. */
const LANE_CAPACITY = 1_500;
const JAM_WINDOW_MS = 10 * MINUTE_MS;

/** Share of a lane's capacity that wants to travel: peaks at half past seven and half past five. */
export function toDemand(at: number): number {
  const hour = hourOfDay(at);
  const peak = (centre: number, width: number) => Math.exp(-(((hour - centre) / width) ** 2));
  const daytime = hour > 5 && hour < 22 ? 0.3 : 0.06;
  return daytime + 0.5 * peak(7.5, 1.1) + 0.55 * peak(17.5, 1.3);
}

/** Whether that direction of the segment is jammed: now and then for ten minutes, more often in the peaks. */
export function isJammed(world: World, sensor: Sensor, at: number): boolean {
  const window = Math.floor(at / JAM_WINDOW_MS);
  const random = createRandom(
    world.seed,
    `jam-${sensor.direction}`,
    sensor.segment.index * 1_000_003 + window,
  );
  return random.chance(0.01 + 0.06 * toDemand(at));
}

/** What the sensor counted in the `periodSeconds` up to `at`. The same instant gives the same answer. */
export function generateFlow(world: World, sensor: Sensor, at: number, periodSeconds: number): RawFlow {
  const random = createRandom(world.seed, sensor.sensorId, Math.floor(at / 1_000));
  const jammed = isJammed(world, sensor, at);
  const load = Math.min(toDemand(at) * (0.8 + 0.4 * random.next()), 0.98);
  const expected = (LANE_CAPACITY * load * (jammed ? 0.4 : 1) * periodSeconds) / 3_600;
  const soXe = Math.floor(expected) + (random.chance(expected % 1) ? 1 : 0);
  // Speed falls with the load (Greenshields), and collapses in a jam.
  const speed = sensor.freeFlowSpeed * (jammed ? 0.08 + 0.18 * random.next() : 1 - 0.35 * load ** 2);
  return {
    maCamBien: sensor.sensorId,
    maDoan: sensor.segment.segmentId,
    lan: sensor.lane,
    chieu: sensor.direction,
    thoiDiem: toOffsetIsoMs(at),
    kyDoGiay: periodSeconds,
    soXe,
    doChiem: round(Math.min(100, (jammed ? 55 : 4 + 22 * load) * (0.9 + 0.2 * random.next()))),
    tocDoTB: soXe === 0 ? null : round(speed * (0.94 + 0.12 * random.next())),
    gianCachTB: soXe === 0 ? null : round(periodSeconds / soXe),
    unTac: jammed,
  };
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
