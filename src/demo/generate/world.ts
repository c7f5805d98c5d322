import { type Cohort, createCohort } from './cohort.ts';
import { createRoadNetwork, type RoadNetwork } from './road-network.ts';
import { type Scale, SIZES, type Sizes } from './scale.ts';
import { createScramble } from './scramble.ts';
import { createUnits, type Units } from './units.ts';

/** Everything that entity i of any kind is computed from. Small tables only; no entity is stored. */
export interface World {
  seed: number;
  scale: Scale;
  sizes: Sizes;
  /** Day the world was made, 00:00 in Vietnam: what is "recent" or "overdue" is so on this day. */
  asOf: number;
  units: Units;
  cohort: Cohort;
  roads: RoadNetwork;
  /** Last digits of a personal id from a serial number. */
  scrambleSerial: (serial: number) => number;
}

export interface WorldOptions {
  seed: number;
  scale: Scale;
  /** Instant of 00:00 in Vietnam. */
  asOf: number;
  /** Other sizes than the scale's, for tests. */
  sizes?: Partial<Sizes>;
}

export function createWorld(options: WorldOptions): World {
  const sizes = { ...SIZES[options.scale], ...options.sizes };
  const cohort = createCohort(options.seed);
  const units = createUnits();
  const largestGroup = Math.max(...cohort.slots.map((slot) => slot.peers));
  const serials = largestGroup * Math.ceil(sizes.residents / cohort.slots.length);
  return {
    seed: options.seed,
    scale: options.scale,
    sizes,
    asOf: options.asOf,
    units,
    cohort,
    roads: createRoadNetwork(options.seed, sizes, units),
    scrambleSerial: createScramble(serials < 10_000 ? 10_000 : 100_000, options.seed % 10_000),
  };
}
