import { isDefective } from '../../generate/defect.ts';
import { generatePatrolShift, toShiftUpdate } from '../../generate/patrol-shift.ts';
import { createRandom } from '../../generate/random.ts';
import { generateVehicle, toBaseUpdate } from '../../generate/vehicle.ts';
import { renewVehicle } from '../../generate/vehicle-renewal.ts';
import { generateViolation, toViolationUpdate } from '../../generate/violation.ts';
import type { World } from '../../generate/world.ts';
import type { Collection } from './collection.ts';
import type { Journal } from './journal.ts';

/** The registry's books: the generated past, and what the journal says has happened since. */
export interface Registry {
  collections: Readonly<Record<string, Collection>>;
  /** Index of the new violation. */
  addViolation(): number;
  /** Index of the vehicle renewed; drawn when not given. */
  renewVehicle(index?: number): number;
  /** A violation of the past is paid. */
  settleViolation(): number;
}

export function createRegistry(world: World, journal: Journal, now: () => number): Registry {
  const { vehicles, violations, patrolShifts } = world.sizes;
  const moments = createRandom(world.seed, 'registry-moments', now());
  const drawGood = (count: number) => {
    for (;;) {
      const index = moments.int(0, count - 1);
      if (!isDefective(index)) return index;
    }
  };
  const record = (dataset: 'vehicle' | 'violation', index: number) => {
    journal.append({ at: now(), dataset, index });
    return index;
  };
  let nextViolation =
    1 + journal.list('violation').reduce((highest, { index }) => Math.max(highest, index), violations - 1);

  return {
    addViolation: () => {
      // A new record is a good one; the wrong ones are counted at the start.
      while (isDefective(nextViolation)) nextViolation++;
      return record('violation', nextViolation++);
    },
    renewVehicle: (index = drawGood(vehicles)) => record('vehicle', index),
    settleViolation: () => record('violation', drawGood(violations)),
    collections: {
      '/v1/phuong-tien': {
        baseCount: vehicles,
        baseUpdate: (index) => toBaseUpdate(world, index),
        changes: () => journal.list('vehicle'),
        lastPlaceOf: (index) => journal.lastPlaceOf('vehicle', index),
        read: (index) => {
          const renewedAt = journal.changesOf('vehicle', index).at(-1);
          const vehicle = generateVehicle(world, index);
          return renewedAt === undefined ? vehicle : renewVehicle(vehicle, renewedAt);
        },
      },
      '/v1/vi-pham': {
        baseCount: violations,
        baseUpdate: (index) => toViolationUpdate(world, index),
        changes: () => journal.list('violation'),
        lastPlaceOf: (index) => journal.lastPlaceOf('violation', index),
        read: (index) => generateViolation(world, index, journal.changesOf('violation', index)),
      },
      '/v1/ca-tuan-tra': {
        baseCount: patrolShifts,
        baseUpdate: (index) => toShiftUpdate(world, index),
        changes: () => [],
        lastPlaceOf: () => undefined,
        read: (index) => generatePatrolShift(world, index),
      },
    },
  };
}
