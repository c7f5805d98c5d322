import { createHash } from 'node:crypto';
import { type Change, watermark } from '../../src/sdk/index.ts';
import type { SoapCursor } from './cursor.ts';

/** Counts and hashes the records of one answer, so that a later run can tell whether it is the same answer. */
export interface Tally {
  readonly count: number;
  add(fingerprint: string): void;
  hash(): string;
}

export function createTally(): Tally {
  const hash = createHash('sha256');
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(fingerprint) {
      count += 1;
      hash.update(fingerprint).update('\n');
    },
    hash: () => hash.copy().digest('base64url').slice(0, 22),
  };
}

/**
 * Highest time of change, this record's included, unless it is later than the source's clock when the pass began: a record
 * stamped in the future, or changed while we walk, must not push the watermark past its neighbours.
 */
export function raise({ high, clock }: SoapCursor, { src }: Change): string | null {
  const at = src?.at;
  if (at === undefined) return high;
  const isPast = clock === null || watermark.isNumeric(at) || watermark.toTime(at) <= clock;
  return isPast ? watermark.later(high, at) : high;
}

/** The pass is complete: its highest time of change becomes the watermark. */
export function endPass({ since, high }: SoapCursor): SoapCursor {
  return { since: high === null ? since : watermark.later(since, high), at: null, high: null, clock: null };
}
