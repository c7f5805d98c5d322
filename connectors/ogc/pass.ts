import { createHash, type Hash } from 'node:crypto';
import { type Change, watermark } from '../../src/sdk/index.ts';
import type { OgcCursor } from './cursor.ts';

/** Counts and hashes the features of one answer, so that a later run can tell whether it is the same answer. */
export interface Tally {
  readonly count: number;
  add(fingerprint: string | Buffer): void;
  hash(): string;
}

export function createTally(): Tally {
  const hash: Hash = createHash('sha256');
  let count = 0;
  return {
    get count() {
      return count;
    },
    add(fingerprint) {
      count += 1;
      hash.update(fingerprint);
    },
    hash: () => hash.copy().digest('base64url').slice(0, 22),
  };
}

/** Highest time of change of these that is not later than the source's clock when the pass began. */
export function raise(pass: OgcCursor, changes: readonly Change[]): string | null {
  let high = pass.high;
  // A record stamped in the future, or changed while we walk, must not push the watermark past its neighbours.
  for (const { src } of changes) {
    const at = src?.at;
    if (
      at !== undefined &&
      (pass.clock === null || watermark.isNumeric(at) || watermark.toTime(at) <= pass.clock)
    )
      high = watermark.later(high, at);
  }
  return high;
}

/** The pass is complete: its highest time of change becomes the watermark. */
export function endPass(pass: OgcCursor, etag: OgcCursor['etag']): OgcCursor {
  const since = pass.high === null ? pass.since : watermark.later(pass.since, pass.high);
  return { since, at: null, high: null, clock: null, received: 0, etag };
}
