import type { Change, Ctx, Page, ReadRequest } from '../../src/sdk/index.ts';
import { type Column, createRowReader, toIsoInstant } from './column.ts';
import type { SqlConfig, SqlDataset } from './config.ts';
import type { Database, TextRow } from './database.ts';
import { quote } from './identifier.ts';
import type { Relation } from './relation.ts';
import { clockOf, lowerBound, type SqlCursor, toCursor, toJson } from './watermark.ts';

const FEWEST_ROWS = 100;
const MOST_ROWS = 20_000;

/** Rough size of a row as it came over the wire. */
function bytesOf(row: TextRow): number {
  let bytes = 0;
  for (const name in row) bytes += (row[name]?.length ?? 0) + 4;
  return bytes;
}

/** Cuts what was fetched into pages of at most `pageBytes`, one row at least. */
function* slices(rows: TextRow[], pageBytes: number): Generator<TextRow[]> {
  let from = 0;
  let bytes = 0;
  for (let i = 0; i < rows.length; i++) {
    const size = bytesOf(rows[i]!);
    if (i > from && bytes + size > pageBytes) {
      yield rows.slice(from, i);
      from = i;
      bytes = 0;
    }
    bytes += size;
  }
  if (from < rows.length) yield rows.slice(from);
}

interface Reader {
  /** Rows after a position, in the order of cursor and key columns. */
  fetch(cursor: SqlCursor, limit: number): Promise<TextRow[]>;
  toChange(row: TextRow): Change;
  /** Position of a row: its cursor and key columns as printed. */
  position(row: TextRow): string[];
}

function createReader(
  ctx: Ctx<SqlConfig>,
  database: Database,
  relation: Relation,
  dataset: SqlDataset,
): Reader {
  const columns = [...relation.columns.values()];
  const readRow = createRowReader(columns);
  const tuple: Column[] = [...new Set([...(dataset.cursor?.fields ?? []), ...dataset.key])].map((name) =>
    relation.column(name),
  );
  const names = tuple.map((column) => `t.${quote(column.name)}`).join(', ');
  const uri = dataset.table ?? dataset.name;
  const changedAt = dataset.cursor && relation.column(dataset.cursor.fields[0]!);

  const condition = (cursor: SqlCursor): { sql: string; values: string[] } => {
    if (cursor.after) {
      const marks = tuple.map((column, i) => `$${i + 1}::${column.type}`).join(', ');
      return { sql: `WHERE (${names}) > (${marks})`, values: cursor.after };
    }
    if (!changedAt || cursor.since === null) return { sql: '', values: [] };
    const bound = lowerBound(changedAt, cursor.since, dataset.cursor?.lookback, dataset.name);
    return { sql: `WHERE t.${quote(changedAt.name)} >= ${bound.sql}`, values: bound.values };
  };

  return {
    async fetch(cursor, limit) {
      const { sql, values } = condition(cursor);
      const select = `SELECT ${relation.select(columns)} FROM ${relation.from} ${sql} ORDER BY ${names} LIMIT ${limit}`;
      return (await database.run(select, values, ctx.signal)).rows;
    },
    toChange(row) {
      const printed = changedAt && row[changedAt.name];
      const src = {
        uri,
        pos: dataset.key.map((name) => row[name]).join('|'),
        ...(printed && changedAt.type === 'timestamp with time zone' ? { at: toIsoInstant(printed) } : {}),
      };
      const empty = dataset.key.find((name) => row[name] === null);
      if (empty !== undefined) return { op: 'bad', raw: row, reason: `key column ${empty} is null`, src };
      return { op: 'put', data: readRow(row), src };
    },
    position: (row) => tuple.map((column) => row[column.name]!),
  };
}

/** Time or value that the next pass starts from: the highest seen, but never later than this pass began. */
async function endOf(
  database: Database,
  column: Column | undefined,
  cursor: SqlCursor,
  signal: AbortSignal,
): Promise<SqlCursor> {
  const high = column && cursor.after?.[0];
  if (!high) return { since: cursor.since, clock: null, after: null };
  // A row stamped in the future, or committed late while we read, must not be left behind the watermark.
  const { rows } = await database.run(
    `SELECT least($1::${column.type}, $2::${column.type})::text AS since`,
    [high, cursor.clock],
    signal,
  );
  return { since: rows[0]!.since!, clock: null, after: null };
}

/** One pass over a dataset in keyset pages; each page carries the position of its last row. */
export async function* readDataset(
  ctx: Ctx<SqlConfig>,
  database: Database,
  relation: Relation,
  dataset: SqlDataset,
  request: ReadRequest,
): AsyncGenerator<Page> {
  const { signal } = ctx;
  const before = toCursor(request.cursor);
  const resumed = before.after !== null;
  const changedAt = dataset.cursor && relation.column(dataset.cursor.fields[0]!);
  if (changedAt && !changedAt.notNull)
    ctx.log('warn', `column ${changedAt.name} may be null: such rows are not read`, {
      dataset: dataset.name,
    });
  const reader = createReader(ctx, database, relation, dataset);
  let cursor = before;
  const clock = changedAt && clockOf(changedAt);
  if (!resumed && clock)
    cursor = {
      ...before,
      clock: (await database.run(`SELECT ${clock}::text AS now`, [], signal)).rows[0]!.now!,
    };

  let limit = 1_000;
  for (;;) {
    const rows = await reader.fetch(cursor, limit);
    const last = rows.length < limit;
    const pages = [...slices(rows, request.pageBytes)];
    if (last && pages.length === 0) pages.push([]);
    for (const [index, page] of pages.entries()) {
      const end = page.at(-1);
      if (end) cursor = { ...cursor, after: reader.position(end) };
      const changes = page.map(reader.toChange);
      if (!last || index < pages.length - 1) {
        yield { dataset: dataset.name, changes, cursor: toJson(cursor) };
        continue;
      }
      const complete = !dataset.cursor && !resumed;
      const ended = await endOf(database, changedAt, cursor, signal);
      const unchanged = changes.length === 0 && JSON.stringify(ended) === JSON.stringify(before);
      if (unchanged && !complete) return;
      yield {
        dataset: dataset.name,
        changes,
        cursor: toJson(ended),
        ...(complete ? { snapshotEnd: true } : {}),
      };
      return;
    }
    const perRow = rows.reduce((sum, row) => sum + bytesOf(row), 0) / rows.length;
    limit = Math.max(FEWEST_ROWS, Math.min(MOST_ROWS, Math.floor(request.pageBytes / perRow)));
  }
}
