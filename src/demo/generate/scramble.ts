/**
 * A bijection on 0 … size-1: consecutive numbers come out far apart, and two different numbers never meet.
 * Multiplication by the golden section modulo `size`, moved to the nearest factor coprime with it.
 */
export function createScramble(size: number, shift: number): (value: number) => number {
  let factor = Math.max(1, Math.floor(size * 0.6180339887));
  while (greatestCommonDivisor(factor, size) !== 1) factor++;
  const step = BigInt(factor);
  const modulus = BigInt(size);
  // factor × value stays below 2^53 for every size up to 9e7: plain numbers are exact there.
  return size < 90_000_000
    ? (value) => (factor * (value % size) + shift) % size
    : (value) => Number((step * BigInt(value) + BigInt(shift)) % modulus);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
