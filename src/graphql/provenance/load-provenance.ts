import type { Dataset } from '../../store/dataset.ts';
import { quoteName, type Table } from '../../store/table.ts';
import { batched } from '../batch.ts';
import type { HubContext } from '../context.ts';
import type { Row } from '../list.ts';

/** Where a row, or a statement, comes from. */
export interface Origin {
  source: string;
  run: string;
  uri: string | null;
  position: string | null;
  /** ISO 8601 UTC. */
  recordedAt: string;
}

/** What a source says, by the record's own names, and where it said so. */
export interface Spoken extends Origin {
  record: Row;
}

/** Batched: one statement a level. undefined = the row has gone meanwhile. */
export function loadOrigin(
  context: HubContext,
  dataset: Dataset,
  id: string,
): Promise<(Origin & { version: number }) | undefined> {
  const table = context.table(dataset.entity);
  return batched<string, Origin & { version: number }>(context, `${dataset.name}.origin`, async (ids) => {
    const rows = await context.query<Origin & { id: string; version: number }>(
      `SELECT id, _source AS source, _run AS run, _src_uri AS uri, _src_pos AS position,
         _recorded_at AS "recordedAt", _version AS version FROM ${quoteName(table.name)} WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }).load(id);
}

/** What each source says of a record, the latest first; batched. */
export async function loadStatements(context: HubContext, dataset: Dataset, id: string): Promise<Spoken[]> {
  const table = context.table(dataset.entity);
  const found = await batched<string, Spoken[]>(context, `${dataset.name}.statements`, async (ids) => {
    const rows = await context.query<Spoken & { id: string }>(
      `SELECT id, source, run, src_uri AS uri, src_pos AS position, recorded_at AS "recordedAt", record
       FROM source_statement WHERE dataset = $1 AND id = ANY($2) ORDER BY id, recorded_at DESC, source`,
      [dataset.name, ids],
    );
    const byId = new Map<string, Spoken[]>();
    for (const { id: of, ...spoken } of rows)
      byId.set(of, [...(byId.get(of) ?? []), { ...spoken, record: toRecord(table, spoken.record) }]);
    return byId;
  }).load(id);
  return found ?? [];
}

/** Columns → properties; instants as the graph shows them. */
export function toRecord(table: Table, stored: Row): Row {
  return Object.fromEntries(
    table.data.map(({ property, column, type }) => [property, toShown(type, stored[column])]),
  );
}

export function toShown(type: string, value: unknown): unknown {
  return type.startsWith('timestamp') && typeof value === 'string' ? new Date(value).toISOString() : value;
}
