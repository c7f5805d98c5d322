import { setImmediate } from 'node:timers/promises';
import type { Binding, Page } from '../sdk/index.ts';
import type { Dataset } from '../store/dataset.ts';
import { createLanding, type Landing } from '../store/landing.ts';
import type { RecordPage } from '../store/page.ts';
import { toChunks } from './chunk.ts';
import { toText } from './map.ts';
import { createRecall, type Recall } from './recall.ts';
import type { Seen } from './seen.ts';
import { nothingSorted, type Sorted, sortInto } from './sort-changes.ts';

/** What a page of changes comes to, ready for the write door. */
export interface JudgedPage
  extends Pick<
    RecordPage,
    'puts' | 'deletes' | 'removals' | 'bads' | 'snapshot' | 'landing' | 'held' | 'fingerprints'
  > {
  /** Text of the page's cursor, taken before the connector goes on with it. */
  cursor: string;
  ack: (() => void | Promise<void>) | undefined;
  /** Remembers what the page came to. Absent: nothing of it may be. */
  recall?: Recall | undefined;
}

export interface JudgeOptions {
  /** Removals of this dataset show by what a complete snapshot does not hold. */
  inSnapshot?: boolean;
  /** By which the source names what it removes: see `toKeyFields`. */
  keyFields?: readonly string[] | undefined;
  /** What this source sent before, and what it came to. */
  seen?: Seen | undefined;
}

/** Changes judged at a stretch: some 5 ms, in which the hub answers nobody. Those that are known again cost little. */
const SLICE = 250;

/**
 * Judges page after page, each in slices: requests are answered in between, and the database is given its lines and
 * its statements, so that one page is judged while the one before is being written.
 */
export async function* toJudgedPages(
  kind: Dataset,
  binding: Binding,
  pages: AsyncIterable<Page>,
  options: JudgeOptions = {},
): AsyncGenerator<JudgedPage> {
  for await (const page of pages) yield judgePage(kind, binding, page, options);
}

async function judgePage(
  kind: Dataset,
  binding: Binding,
  page: Page,
  options: JudgeOptions,
): Promise<JudgedPage> {
  const { keyFields, seen } = options;
  const { changes, snapshotStart: start = false, snapshotEnd: end = false } = page;
  const sorted = nothingSorted();
  const isLanded = binding.land !== false;
  // A removal by its place among the records, and a key that is noted with each: both need every record.
  const isRecalled = seen && keyFields === undefined && !changes.some(({ op }) => op === 'del');
  const recall = isRecalled ? createRecall(seen) : undefined;
  const landed: (() => string)[] = [];
  let judged = 0;
  for (const chunk of isLanded || recall ? toChunks(changes, toText) : [{ changes, landed: () => '' }]) {
    if (isLanded) landed.push(chunk.landed);
    if (recall?.isKnown(chunk)) continue;
    for (let from = 0; from < chunk.changes.length; from += SLICE) {
      const slice = chunk.changes.slice(from, from + SLICE);
      judged += slice.length;
      sortInto(sorted, kind, binding, slice, keyFields);
      if (judged >= SLICE) {
        judged = 0;
        await setImmediate();
      }
    }
    recall?.judged(chunk, sorted);
  }
  const inSnapshot = options.inSnapshot || start;
  return {
    ...toWords(sorted, inSnapshot ? { start, end } : undefined),
    cursor: JSON.stringify(page.cursor),
    ack: page.ack?.bind(page),
    landing: isLanded ? toLanding(changes.length, landed) : undefined,
    recall,
    fingerprints: recall?.fingerprints,
    held: recall?.held(() => judgePage(kind, binding, page, { ...options, seen: undefined })),
  };
}

/** Apart from the page, which need not stay in memory until it is landed. */
function toLanding(changes: number, landed: (() => string)[]): Landing {
  return createLanding(changes, () => `[${landed.map((text) => text()).join(',')}]`);
}

function toWords(
  { puts, bads, deletes, removals, present, unreadable }: Sorted,
  snapshot: { start: boolean; end: boolean } | undefined,
): Pick<JudgedPage, 'puts' | 'bads' | 'deletes' | 'removals' | 'snapshot'> {
  return {
    puts,
    bads,
    deletes: [...deletes],
    removals: [...removals.values()],
    snapshot: snapshot && { ...snapshot, present, unreadable },
  };
}
