/** How much is generated; the generator is the same. */
export type Scale = 'small' | 'province';

export interface Sizes {
  vehicles: number;
  residents: number;
  roadSegments: number;
  violations: number;
  accidents: number;
  patrolShifts: number;
  /** Length of one segment of a main road, in km. */
  segmentKm: number;
}

/** `province`: 3.62 million people (Resolution 1658/NQ-UBTVQH15) and about a million registered vehicles. */
export const SIZES: Readonly<Record<Scale, Sizes>> = {
  small: {
    vehicles: 5_000,
    residents: 7_000,
    roadSegments: 120,
    violations: 3_000,
    accidents: 400,
    patrolShifts: 200,
    segmentKm: 8,
  },
  province: {
    vehicles: 1_000_000,
    residents: 3_600_000,
    roadSegments: 5_000,
    violations: 300_000,
    accidents: 6_000,
    patrolShifts: 20_000,
    segmentKm: 1,
  },
};
