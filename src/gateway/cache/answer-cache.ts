import type { ExecutionResult } from 'graphql';

/** An answer that may be given again. */
export interface CachedAnswer {
  readonly result: ExecutionResult;
  /** `result.data` as JSON. */
  readonly text: string;
  readonly etag: string;
  /** Seconds. */
  readonly maxAge: number;
  /** Milliseconds since 1970. */
  readonly madeAt: number;
  readonly types: ReadonlySet<string>;
  /** Datasets that the answer rests on, as its resolvers noted them. */
  readonly datasets: ReadonlySet<string>;
}

/** Answers by key, bounded by bytes, the least recently used going first. */
export interface AnswerCache {
  get(key: string, now: number): CachedAnswer | undefined;
  /** What is to be compared before and after an answer is made: see `set`. */
  stampOf(types: ReadonlySet<string>): number;
  /** Keeps an answer, unless one of its types changed since `stamp`: then it may be older than the change. */
  set(key: string, answer: CachedAnswer, stamp: number): void;
  /** Something of this type changed: what speaks of it goes. */
  invalidate(type: string): void;
  clear(): void;
  readonly bytes: number;
  readonly size: number;
}

/** Text and objects together, as multiples of the text: an object weighs about three times its JSON. */
const WEIGHT = 4;

export function createAnswerCache(maxBytes: number, onEvict: () => void): AnswerCache {
  const entries = new Map<string, CachedAnswer>();
  const byType = new Map<string, Set<string>>();
  const changes = new Map<string, number>();
  let bytes = 0;

  const drop = (key: string): void => {
    const answer = entries.get(key);
    if (!answer) return;
    entries.delete(key);
    bytes -= weigh(key, answer);
    for (const type of answer.types) {
      const keys = byType.get(type);
      keys?.delete(key);
      if (keys?.size === 0) byType.delete(type);
    }
  };

  return {
    get bytes() {
      return bytes;
    },
    get size() {
      return entries.size;
    },
    get: (key, now) => {
      const answer = entries.get(key);
      if (!answer) return undefined;
      if (now >= answer.madeAt + answer.maxAge * 1_000) {
        drop(key);
        return undefined;
      }
      entries.delete(key);
      entries.set(key, answer);
      return answer;
    },
    stampOf: (types) => {
      let stamp = 0;
      for (const type of types) stamp += changes.get(type) ?? 0;
      return stamp;
    },
    set(key, answer, stamp) {
      const weight = weigh(key, answer);
      // One answer must not push out all others.
      if (weight > maxBytes / 8 || this.stampOf(answer.types) !== stamp) return;
      drop(key);
      entries.set(key, answer);
      bytes += weight;
      for (const type of answer.types) {
        const keys = byType.get(type) ?? new Set();
        byType.set(type, keys.add(key));
      }
      for (const oldest of entries.keys()) {
        if (bytes <= maxBytes) break;
        drop(oldest);
        onEvict();
      }
    },
    invalidate: (type) => {
      changes.set(type, (changes.get(type) ?? 0) + 1);
      for (const key of [...(byType.get(type) ?? [])]) drop(key);
    },
    clear: () => {
      for (const type of [...byType.keys()]) changes.set(type, (changes.get(type) ?? 0) + 1);
      for (const key of [...entries.keys()]) drop(key);
    },
  };
}

function weigh(key: string, { text }: CachedAnswer): number {
  return 2 * key.length + WEIGHT * Buffer.byteLength(text);
}
