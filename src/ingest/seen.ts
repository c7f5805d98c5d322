import { hash } from 'node:crypto';
import type { FedDataset } from './bound-dataset.ts';
import type { Chunk } from './chunk.ts';

/** What a chunk of raw records came to when it was stored: ids and fingerprints, as elements of an array literal. */
export interface Held {
  count: number;
  ids: string;
  hashes: string;
}

/** Memory of one dataset of one source. */
export interface Seen {
  digest(words: NonNullable<Chunk['words']>): string;
  find(digest: string): Held | undefined;
  note(digest: string, held: Held): void;
  forget(digest: string): void;
}

export interface SeenBook {
  of(bound: FedDataset): Seen;
}

/** A million vehicles, about. */
const MAX_CHARS = 64 * 1024 * 1024;
/** What was not sent again for so long makes room. What is sent again does not: a longer list would push itself out. */
const KEPT_MS = 24 * 3_600_000;
/** Objects and map entries of a chunk, in characters. */
const OVERHEAD = 300;

/**
 * Remembers, for as long as this hub runs, what raw records came to, so that a list that is sent again need not be mapped
 * and judged again. It may only be used for what a source sends in the same words, and the write door compares it with
 * what is stored (`page.ts`). It lives in memory because what a map function does is known to the running process only:
 * neither its text nor a version tells whether a table that it reads has changed.
 */
export function createSeenBook(maxChars = MAX_CHARS, now = Date.now): SeenBook {
  /** The least recently used first. */
  const chunks = new Map<string, Held & { usedAt: number }>();
  const numbers = new WeakMap<FedDataset, number>();
  let datasets = 0;
  let chars = 0;
  const sizeOf = ({ ids, hashes }: Held) => ids.length + hashes.length + OVERHEAD;
  const drop = (key: string): void => {
    const held = chunks.get(key);
    if (!held) return;
    chunks.delete(key);
    chars -= sizeOf(held);
  };
  const makeRoom = (size: number): boolean => {
    for (const [key, { usedAt }] of chunks) {
      if (chars + size <= maxChars) return true;
      if (now() - usedAt < KEPT_MS) return false;
      drop(key);
    }
    return chars + size <= maxChars;
  };
  return {
    of: (bound) => {
      if (!numbers.has(bound)) numbers.set(bound, ++datasets);
      const prefix = `${numbers.get(bound)}:`;
      return {
        digest: ({ fields, values }) =>
          `${prefix}${hash('sha256', fields, 'base64')}${hash('sha256', values, 'base64')}`,
        find: (digest) => {
          const held = chunks.get(digest);
          if (!held) return undefined;
          chunks.delete(digest);
          chunks.set(digest, { ...held, usedAt: now() });
          return held;
        },
        note: (digest, held) => {
          drop(digest);
          const size = sizeOf(held);
          if (!makeRoom(size)) return;
          chunks.set(digest, { ...held, usedAt: now() });
          chars += size;
        },
        forget: drop,
      };
    },
  };
}
