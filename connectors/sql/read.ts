import type { Change, Ctx, Page, ReadRequest } from '../../src/sdk/index.ts';
import type { SqlConfig, SqlDataset } from './config.ts';
import type { Database } from './database.ts';
import { createPass, type Pass } from './pass.ts';
import { bytesOf } from './portion.ts';
import { openRelation, type Relation } from './relation.ts';
import { assertNotNarrowed } from './schema-change.ts';
import type { TextRow } from './text-row.ts';
import { createToChange } from './to-change.ts';
import { endOf, type Phase, readClock, type SqlCursor, toCursor, toJson } from './watermark.ts';

/** Rows of the first statement: few, because nobody knows yet how wide they are. */
const FIRST_ROWS = 16;
const MOST_ROWS = 20_000;
/** Rows of one answer up to this size are taken at once, however small the pages are. */
const WAITING_BYTES = 65_536;

/** Rows of one statement, as they came; where each stands is made only for the one that a page ends with. */
interface Batch {
  rows: TextRow[];
  widths: number[];
  phase: Phase;
  positionOf(index: number): string[];
}

/**
 * Rows of a pass, phase by phase. A statement fetches about one page and has ended, with its locks, before the page is
 * handed on; what is unexpectedly wide waits at the source.
 */
async function* rowsOf(
  database: Database,
  pass: Pass,
  start: SqlCursor,
  pageBytes: number,
  signal: AbortSignal,
  afterEach: () => Promise<void>,
): AsyncGenerator<Batch> {
  const resumed: Phase | undefined = start.after ? (start.phase ?? 'marked') : undefined;
  const phases = resumed ? pass.phases.slice(Math.max(0, pass.phases.indexOf(resumed))) : pass.phases;
  let limit = FIRST_ROWS;
  for (const phase of phases) {
    let after = phase === resumed ? start.after : null;
    for (;;) {
      const { text, values } = pass.statement(phase, start, after, limit);
      const from = after;
      const begin = (first: number): Batch => {
        const rows: TextRow[] = [];
        const positionOf = (index: number) => pass.position(phase, rows[index]!, from, first + index);
        return { rows, widths: [], phase, positionOf };
      };
      let count = 0;
      let bytes = 0;
      let batch = begin(0);
      let waiting = 0;
      for await (const rows of database.stream(text, values, pageBytes, signal)) {
        for (const row of rows) {
          const width = bytesOf(row);
          waiting += width;
          batch.rows.push(row);
          batch.widths.push(width);
        }
        count += rows.length;
        after = batch.positionOf(batch.rows.length - 1);
        if (waiting < Math.max(2 * pageBytes, WAITING_BYTES)) continue;
        yield batch;
        bytes += waiting;
        batch = begin(count);
        waiting = 0;
      }
      bytes += waiting;
      const isLast = count < limit;
      // Looked at while the rows are on their way to their page.
      const same = isLast ? undefined : afterEach();
      same?.catch(() => undefined);
      yield batch;
      if (isLast) break;
      await same;
      limit = Math.max(1, Math.min(MOST_ROWS, limit * 16, Math.floor((pageBytes * count) / bytes)));
    }
  }
}

/** One pass over a dataset; each page carries the position of its last row. */
export async function* readDataset(
  ctx: Ctx<SqlConfig>,
  database: Database,
  relation: Relation,
  dataset: SqlDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const { signal } = ctx;
  const { range, pageBytes } = request;
  const before = toCursor(request.cursor);
  const isResumed = before.after !== null;
  const changedAt = dataset.cursor && relation.column(dataset.cursor.fields[0]!);
  const pass = createPass(database, relation, dataset, range);
  const toChange = createToChange(relation, dataset);
  let cursor = before;
  if (!isResumed && !range && changedAt)
    cursor = { ...before, clock: await readClock(database, dataset, changedAt, signal) };

  const isSnapshot = !dataset.cursor && !isResumed;
  let isFirst = true;
  const toPage = (changes: Change[], at: SqlCursor, isLast: boolean): Page => {
    const marks = isSnapshot
      ? { ...(isFirst ? { snapshotStart: true } : {}), ...(isLast ? { snapshotEnd: true } : {}) }
      : {};
    isFirst = false;
    return { dataset: dataset.name, changes, cursor: toJson(at), ...marks };
  };
  const assertSame = async () =>
    assertNotNarrowed(dataset.name, relation, await openRelation(database, dataset, signal));

  let held: Change[] = [];
  let bytes = 0;
  for await (const { rows, widths, phase, positionOf } of rowsOf(
    database,
    pass,
    cursor,
    pageBytes,
    signal,
    assertSame,
  )) {
    const { phase: _, ...rest } = cursor;
    const at = (index: number): SqlCursor => ({
      ...rest,
      after: positionOf(index),
      ...(phase === 'marked' ? {} : { phase }),
    });
    for (let i = 0; i < rows.length; i++) {
      const width = widths[i]!;
      // A full page waits for the row that follows it: the last one must be known as such.
      if (held.length > 0 && bytes + width > pageBytes) {
        if (i > 0) cursor = at(i - 1);
        yield toPage(held, cursor, false);
        held = [];
        bytes = 0;
      }
      held.push(toChange(rows[i]!, phase));
      bytes += width;
    }
    if (rows.length > 0) cursor = at(rows.length - 1);
  }
  // Changed while we read: said by this run, not found out by the next.
  if (!isFirst) await assertSame();
  const ended = range ? cursor : await endOf(database, changedAt, cursor, signal);
  const isUnchanged = held.length === 0 && JSON.stringify(ended) === JSON.stringify(before);
  if (isUnchanged && !isSnapshot) return;
  yield toPage(held, ended, true);
}
