/** Code lists of STATS19 (UK Department for Transport, Open Government Licence v3) → the hub's. `-1` is "missing". */
import { values } from '../../../src/sdk/index.ts';

function reader<T extends string>(table: Record<string, T>, missing: readonly string[] = ['-1']) {
  const read = values.code(table);
  return (value: unknown): T | null => (missing.includes(String(value)) ? null : read(value));
}

/**
 * The class that the reporting unit gave, by its nearest counterpart: fatal = at least one death, which Circular
 * 26/2024/TT-BCA calls serious; the others are judged in Vietnam by percentages that the form does not ask for.
 */
export const readSeverity = reader({ 1: 'SERIOUS', 2: 'LESS_SERIOUS', 3: 'COLLISION' } as const);

export const readVehicleType = reader({
  1: 'BICYCLE',
  2: 'MOPED',
  3: 'MOTORCYCLE',
  4: 'MOTORCYCLE',
  5: 'MOTORCYCLE',
  8: 'CAR',
  9: 'CAR',
  10: 'BUS',
  11: 'BUS',
  16: 'OTHER',
  17: 'SPECIAL_PURPOSE_MACHINE',
  18: 'OTHER',
  19: 'TRUCK',
  20: 'TRUCK',
  21: 'TRUCK',
  22: 'WHEELCHAIR',
  23: 'MOTORCYCLE',
  90: 'OTHER',
  97: 'MOTORCYCLE',
  98: 'TRUCK',
  99: 'OTHER',
} as const);

export const readRole = reader({ 1: 'DRIVER', 2: 'PASSENGER', 3: 'PEDESTRIAN' } as const);
export const readInjury = reader({ 1: 'DEAD', 2: 'SERIOUSLY_INJURED', 3: 'SLIGHTLY_INJURED' } as const);
export const readSex = reader({ 1: 'MALE', 2: 'FEMALE' } as const, ['-1', '9']);

export const readLighting = reader({
  1: 'DAYLIGHT',
  4: 'DARK_LIT',
  5: 'DARK_UNLIT',
  6: 'DARK_UNLIT',
  7: 'DARK_UNKNOWN',
} as const);

export const readWeather = reader(
  { 1: 'CLEAR', 2: 'RAIN', 3: 'SNOW', 4: 'WIND', 5: 'RAIN', 6: 'SNOW', 7: 'FOG', 8: 'OTHER' } as const,
  ['-1', '9'],
);

export const readSurface = reader(
  { 1: 'DRY', 2: 'WET', 3: 'ICE_OR_SNOW', 4: 'ICE_OR_SNOW', 5: 'FLOODED', 6: 'OIL', 7: 'MUD' } as const,
  ['-1', '9'],
);

const UPPER_AGES = [
  [5, 'AGE_0_5'],
  [15, 'AGE_6_15'],
  [17, 'AGE_16_17'],
  [24, 'AGE_18_24'],
  [34, 'AGE_25_34'],
  [44, 'AGE_35_44'],
  [54, 'AGE_45_54'],
  [64, 'AGE_55_64'],
  [Number.POSITIVE_INFINITY, 'AGE_65_PLUS'],
] as const;

/** The bands of the two lists do not meet, so the band is found from the age in years. */
export function readAgeBand(age: unknown): string | null {
  const years = values.integer(age);
  return years === null || years < 0 ? null : UPPER_AGES.find(([upper]) => years <= upper)![1];
}

/** `M62`, `A1(M)`, `A58`; classes below B have no numbers. */
export function readRoadRef(roadClass: unknown, number: unknown): string | null {
  const digits = values.integer(number) ?? 0;
  if (digits <= 0) return null;
  const names: Record<string, string> = {
    1: `M${digits}`,
    2: `A${digits}(M)`,
    3: `A${digits}`,
    4: `B${digits}`,
  };
  return names[String(roadClass)] ?? null;
}
