import { hash } from 'node:crypto';
import type { FedDataset } from './bound-dataset.ts';
import type { Chunk } from './chunk.ts';

/** What a chunk of raw records came to when it was stored: ids and fingerprints, as elements of an array literal. */
export interface Held {
  count: number;
  ids: string;
  hashes: string;
}

/** Ids as bytes: text that comes of a page with Vietnamese in it takes two for each character. */
interface Kept {
  count: number;
  ids: Buffer;
  hashes: string;
  usedAt: number;
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
const MAX_BYTES = 64 * 1024 * 1024;
/** What was not sent again for so long makes room. What is sent again does not: a longer list would push itself out. */
const KEPT_MS = 24 * 3_600_000;
/** Objects and map entries of a chunk. */
const OVERHEAD = 300;

/**
 * Remembers, for as long as this hub runs, what raw records came to, so that a list that is sent again need not be mapped
 * and judged again. It may only be used for what a source sends in the same words, and the write door compares it with
 * what is stored (`page.ts`). It lives in memory because what a map function does is known to the running process only:
 * neither its text nor a version tells whether a table that it reads has changed.
 */
export function createSeenBook(maxBytes = MAX_BYTES, now = Date.now): SeenBook {
  /** The least recently used first. */
  const chunks = new Map<string, Kept>();
  const numbers = new WeakMap<FedDataset, number>();
  let datasets = 0;
  let bytes = 0;
  const sizeOf = ({ ids, hashes }: Pick<Kept, 'ids' | 'hashes'>) => ids.length + hashes.length + OVERHEAD;
  const drop = (key: string): void => {
    const held = chunks.get(key);
    if (!held) return;
    chunks.delete(key);
    bytes -= sizeOf(held);
  };
  const makeRoom = (size: number): boolean => {
    for (const [key, { usedAt }] of chunks) {
      if (bytes + size <= maxBytes) return true;
      if (now() - usedAt < KEPT_MS) return false;
      drop(key);
    }
    return bytes + size <= maxBytes;
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
          return { ...held, ids: held.ids.toString() };
        },
        note: (digest, held) => {
          drop(digest);
          const kept = { ...held, ids: Buffer.from(held.ids), usedAt: now() };
          const size = sizeOf(kept);
          if (!makeRoom(size)) return;
          chunks.set(digest, kept);
          bytes += size;
        },
        forget: drop,
      };
    },
  };
}
