import { createScramble } from './scramble.ts';

/** Which pattern of plate a vehicle carries. */
export type PlatePattern = 'car' | 'car4' | 'motorcycle' | 'motorcycle4' | 'electric-moped' | 'trailer';

/** 20 series letters: no I, J, O, Q, R, W (Circular 15/2014/TT-BCA and its successors). */
const LETTERS = [...'ABCDEFGHKLMNPSTUVXYZ'];
/** Bắc Ninh since 1 July 2025: 99 is issued first, then 98 (Annex 02 of Circular 51/2025/TT-BCA). */
const PREFIXES = ['99', '98'];
const LETTER_DIGIT = LETTERS.flatMap((letter) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${letter}${n}`));

const SERIES: Readonly<Record<PlatePattern, { series: readonly string[]; digits: 4 | 5 }>> = {
  car: { series: PREFIXES.flatMap((prefix) => LETTERS.map((letter) => `${prefix}${letter}`)), digits: 5 },
  car4: { series: PREFIXES.flatMap((prefix) => LETTERS.map((letter) => `${prefix}${letter}`)), digits: 4 },
  motorcycle: {
    series: PREFIXES.flatMap((prefix) => LETTER_DIGIT.map((mark) => `${prefix}-${mark}`)),
    digits: 5,
  },
  motorcycle4: {
    series: PREFIXES.flatMap((prefix) => LETTER_DIGIT.map((mark) => `${prefix}-${mark}`)),
    digits: 4,
  },
  'electric-moped': {
    series: PREFIXES.flatMap((prefix) => [1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `${prefix}-MĐ${n}`)),
    digits: 5,
  },
  trailer: { series: PREFIXES.map((prefix) => `${prefix}R`), digits: 5 },
};

const scrambles = new Map<PlatePattern, (value: number) => number>();

/**
 * The plate of the vehicle with number `rank` among those of its pattern, as it is written on the plate:
 * `99A-123.45`, `99A-1234`, `99-A1 123.45`, `99-MĐ1 123.45`, `99R-012.34`. No two ranks share one.
 */
export function toPlateNumber(pattern: PlatePattern, rank: number): string {
  const { series, digits } = SERIES[pattern];
  const perSeries = 10 ** digits;
  let scramble = scrambles.get(pattern);
  if (!scramble) {
    scramble = createScramble(series.length * perSeries, 4_711);
    scrambles.set(pattern, scramble);
  }
  const number = scramble(rank);
  const mark = series[Math.floor(number / perSeries)]!;
  const serial = String(number % perSeries).padStart(digits, '0');
  const written = digits === 5 ? `${serial.slice(0, 3)}.${serial.slice(3)}` : serial;
  return `${mark}${mark.includes('-') ? ' ' : '-'}${written}`;
}
