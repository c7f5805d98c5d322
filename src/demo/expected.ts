import type { ExpectedCounts } from './demo.ts';
import { countDefects } from './generate/defect.ts';
import type { Sizes } from './generate/scale.ts';

/** What each source holds before life goes on. */
export function countExpected(sizes: Sizes): ExpectedCounts {
  const split = (count: number) => ({ good: count - countDefects(count), bad: countDefects(count) });
  return {
    vehicle: split(sizes.vehicles),
    resident: split(sizes.residents),
    roadSegment: split(sizes.roadSegments),
    trafficAccident: split(sizes.accidents),
    trafficViolation: split(sizes.violations),
    patrolShift: split(sizes.patrolShifts),
  };
}
