import type { Segment } from './road-network.ts';
import { toSegmentTraits } from './road-segment.ts';
import type { World } from './world.ts';

/** A loop or camera over one lane of a main road. */
export interface Sensor {
  /** `CB-QL18-003-04-T1`: point on the segment; T along rising kilometre posts, N against them; lane. */
  sensorId: string;
  segment: Segment;
  direction: 'Thuận' | 'Nghịch';
  lane: string;
  freeFlowSpeed: number;
}

const SPACING_KM = 0.5;

/** One over every lane of every main road, each half kilometre. */
export function listSensors(world: World): Sensor[] {
  return world.roads.main.flatMap((segment) => {
    const { lanes, freeFlowSpeed } = toSegmentTraits(world, segment);
    const points = Math.max(1, Math.round((segment.toKm - segment.fromKm) / SPACING_KM));
    return Array.from({ length: lanes * points }, (_, n): Sensor => {
      const isForward = n % lanes < lanes / 2;
      const lane = `${isForward ? 'T' : 'N'}${(n % (lanes / 2)) + 1}`;
      const point = String(Math.floor(n / lanes) + 1).padStart(2, '0');
      const sensorId = `CB-${segment.segmentId}-${point}-${lane}`;
      return { sensorId, segment, direction: isForward ? 'Thuận' : 'Nghịch', lane, freeFlowSpeed };
    });
  });
}
