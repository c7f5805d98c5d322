import type { HubContext } from '../../graphql/context.ts';
import { toShown } from '../../graphql/provenance/load-provenance.ts';
import { pickFor } from '../../store/trust.ts';
import type { Conflict } from './conflict.type.ts';

interface Found {
  record: string;
  column: string;
  values: { source: string; value: unknown; recordedAt: string }[];
  /** Every source that has a statement, also one that is silent in this field; the latest first. */
  sources: string[];
}

/**
 * Fields of which two sources say different things, by record and column. A source that says nothing disagrees with
 * nobody. Walks the statements in the order of their key and stops at the limit, however many there are.
 */
export async function findConflicts(
  context: HubContext,
  dataset: string,
  page: {
    fields: readonly string[] | null;
    limit: number;
    after: { record: string; field: string } | undefined;
  },
): Promise<Conflict[]> {
  const shared = context.desk.sharedDataset(dataset);
  if (!shared) return [];
  const { table, trust, instants } = shared;
  const columns = table.data.filter(
    ({ property }) =>
      property !== 'id' && !instants.includes(property) && (page.fields?.includes(property) ?? true),
  );
  const byName = new Map(columns.map((column) => [column.column, column]));
  const after = page.after && { ...page.after, column: table.column(page.after.field)?.column ?? '' };
  const rows = await context.query<Found>(
    `SELECT parted.id AS record, f.column, f.values, f.sources
     FROM (SELECT id FROM source_statement WHERE dataset = $1 AND ($4::text IS NULL OR id >= $4)
       GROUP BY id HAVING min(hash) <> max(hash) ORDER BY id) parted
     CROSS JOIN LATERAL (
       SELECT e.key AS column,
         jsonb_agg(jsonb_build_object('source', k.source, 'value', e.value, 'recordedAt', k.recorded_at)
           ORDER BY k.recorded_at DESC, k.source) AS values,
         (SELECT jsonb_agg(s.source ORDER BY s.recorded_at DESC, s.source) FROM source_statement s
           WHERE s.dataset = $1 AND s.id = parted.id) AS sources
       FROM source_statement k, jsonb_each(k.record) e
       WHERE k.dataset = $1 AND k.id = parted.id AND e.key = ANY($2) AND e.value <> 'null'::jsonb
         AND ($4::text IS NULL OR (k.id, e.key) > ($4, $5::text))
       GROUP BY e.key HAVING count(DISTINCT e.value) > 1) f
     ORDER BY parted.id, f.column LIMIT $3`,
    [dataset, [...byName.keys()], page.limit, after?.record ?? null, after?.column ?? null],
  );
  return rows.map(({ record, column, values, sources }) => {
    const { property, type } = byName.get(column)!;
    const { source, why } = pickFor(trust, property, {
      record: sources,
      field: values.map((one) => one.source),
    });
    return {
      dataset,
      record,
      field: property,
      picked: source ?? null,
      why,
      values: values.map((one) => ({
        source: one.source,
        value: toShown(type, one.value),
        recordedAt: new Date(one.recordedAt).toISOString(),
      })),
    };
  });
}
