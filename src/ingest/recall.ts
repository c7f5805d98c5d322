import { toArrayElements } from '../store/copy-text.ts';
import type { HeldRecords, Put } from '../store/page.ts';
import type { Chunk } from './chunk.ts';
import type { Held, Seen } from './seen.ts';
import type { Sorted } from './sort-changes.ts';

/** What is known of one page from before, and what is to be remembered of it. */
export interface Recall {
  /** True when the chunk came before, word for word: it need not be judged unless the write door finds otherwise. */
  isKnown(chunk: Chunk): boolean;
  /** Told after each chunk that was judged. */
  judged(chunk: Chunk, sorted: Sorted): void;
  /** What the known chunks came to; undefined when there are none. */
  held(judge: HeldRecords['judge']): HeldRecords | undefined;
  /** To be filled in by the write door. */
  readonly fingerprints: Map<object, string>;
  /** After the commit: what the page's chunks came to. */
  remember(): void;
}

export function createRecall(seen: Seen): Recall {
  const known: { digest: string; held: Held }[] = [];
  const judged: { digest: string; puts: Put[] }[] = [];
  const fingerprints = new Map<object, string>();
  let puts = 0;
  let digest: string | undefined;
  return {
    fingerprints,
    isKnown: ({ words }) => {
      digest = words && seen.digest(words);
      const held = digest === undefined ? undefined : seen.find(digest);
      if (held) known.push({ digest: digest!, held });
      return held !== undefined;
    },
    judged: ({ changes }, sorted) => {
      const own = sorted.puts.slice(puts);
      puts = sorted.puts.length;
      // A refused record is refused each time: it is in quarantine, and was seen there once more.
      if (digest !== undefined && own.length === changes.length) judged.push({ digest, puts: own });
    },
    held: (judge) => {
      if (known.length === 0) return undefined;
      return {
        count: known.reduce((sum, { held }) => sum + held.count, 0),
        ids: `{${known.map(({ held }) => held.ids).join(',')}}`,
        hashes: `{${known.map(({ held }) => held.hashes).join(',')}}`,
        judge: () => {
          for (const { digest: one } of known) seen.forget(one);
          judged.length = 0;
          return judge();
        },
      };
    },
    remember: () => {
      for (const chunk of judged) {
        const ids = chunk.puts.map(({ record }) => record.id);
        const hashes = chunk.puts.flatMap(({ record }) => fingerprints.get(record) ?? []);
        // One that the store refused has none, nor has the first of two with one id in a page.
        if (hashes.length < ids.length) continue;
        seen.note(chunk.digest, {
          count: ids.length,
          ids: toArrayElements(ids),
          hashes: toArrayElements(hashes),
        });
      }
    },
  };
}
