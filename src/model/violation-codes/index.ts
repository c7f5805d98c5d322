import { nd168Car } from './nd168-car.ts';
import { nd168Motorcycle } from './nd168-motorcycle.ts';
import { nd168Vehicle } from './nd168-vehicle.ts';
import type { ViolationCode } from './violation-code.ts';

export * from './violation-code.ts';

/**
 * THE LIST of violation codes. Lists have validity: acts before 1 January 2025 are judged by Decree 100/2019/NĐ-CP,
 * which is not listed, so that their codes are refused rather than misread.
 */
export const violationCodes: readonly ViolationCode[] = [...nd168Car, ...nd168Motorcycle, ...nd168Vehicle];

const byCode = new Map(violationCodes.map((entry) => [entry.code, entry]));

export function findViolationCode(code: string): ViolationCode | undefined {
  return byCode.get(code);
}

/** Whether acts of that civil date are judged by this code. */
export function isCodeInForce(code: ViolationCode, on: string): boolean {
  return on >= code.validFrom && (code.validTo === null || on <= code.validTo);
}
