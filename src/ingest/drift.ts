import type pg from 'pg';
import { uuidv7 } from '../kernel/id.ts';
import { Problem } from '../kernel/problem.ts';
import { INGEST_PARKED } from '../kernel/problems/ingest.ts';
import type { SourceDataset } from '../sdk/index.ts';

/** What is compared between two descriptions of a source's dataset. */
export interface Shape {
  key: string[];
  /** Field → JSON types it may have, sorted; `any` when the source does not say. */
  fields: Record<string, string[]>;
}

type Schema = Record<string, unknown>;

export function toShape(dataset: SourceDataset): Shape {
  const properties = (dataset.schema.properties ?? {}) as Record<string, Schema>;
  const typesOf = ({ type, enum: values }: Schema): string[] => {
    if (type === undefined) return values === undefined ? ['any'] : ['enum'];
    return [type].flat().map(String).sort();
  };
  return {
    key: [...dataset.key],
    fields: Object.fromEntries(
      Object.entries(properties)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([name, schema]) => [name, typesOf(schema)]),
    ),
  };
}

export interface ShapeChange {
  /** Taken without asking: new fields, and types that take more than before. */
  widening: string[];
  /** A person looks at these first: they may make a mapping lose something. */
  narrowing: string[];
}

export function compareShapes(before: Shape, after: Shape): ShapeChange {
  const widening: string[] = [];
  const narrowing: string[] = [];
  if (before.key.join() !== after.key.join())
    narrowing.push(`key ${before.key.join('+') || '(none)'} → ${after.key.join('+') || '(none)'}`);
  for (const [name, types] of Object.entries(before.fields)) {
    const now = after.fields[name];
    if (!now) narrowing.push(`-${name}`);
    else if (now.join() !== types.join())
      (takesAll(types, now) ? widening : narrowing).push(`${name}: ${types.join('|')} → ${now.join('|')}`);
  }
  for (const name of Object.keys(after.fields)) if (!before.fields[name]) widening.push(`+${name}`);
  return { widening, narrowing };
}

function takesAll(before: string[], now: string[]): boolean {
  const wider = new Set(now);
  return (
    wider.has('any') || before.every((type) => wider.has(type) || (type === 'integer' && wider.has('number')))
  );
}

/**
 * Compares what the source offers with what was accepted. The first sight and anything wider is accepted and noted;
 * anything narrower parks the dataset (HUB_INGEST_PARKED) until a person approves. Nothing stored is ever dropped.
 */
export async function guardShape(
  pool: pg.Pool,
  source: string,
  dataset: string,
  offered: SourceDataset,
): Promise<void> {
  const { rows } = await pool.query<{ shape: Shape }>(
    'SELECT shape FROM source_schema WHERE source = $1 AND dataset = $2',
    [source, dataset],
  );
  const before = rows[0]?.shape;
  const shape = toShape(offered);
  // What was seen before and is not seen now has not gone: there is no record of it at hand.
  if (offered.sampled && before) shape.fields = { ...before.fields, ...shape.fields };
  const accept = (by: string) =>
    pool.query(
      `INSERT INTO source_schema (source, dataset, shape, accepted_by) VALUES ($1, $2, $3, $4)
       ON CONFLICT (source, dataset) DO UPDATE SET shape = EXCLUDED.shape, accepted_at = now(), accepted_by = $4`,
      [source, dataset, JSON.stringify(shape), by],
    );
  if (!before) return void (await accept('first sight'));
  const { widening, narrowing } = compareShapes(before, shape);
  if (narrowing.length === 0) {
    if (widening.length > 0) await accept('automatic: nothing became narrower');
    return;
  }
  const { rows: approved } = await pool.query<{ decided_by: string }>(
    `SELECT decided_by FROM approval WHERE source = $1 AND dataset = $2 AND kind = 'SCHEMA_CHANGE'
     AND status = 'APPROVED' AND detail->'shape' = $3::jsonb ORDER BY decided_at DESC LIMIT 1`,
    [source, dataset, JSON.stringify(shape)],
  );
  if (approved[0]) return void (await accept(approved[0].decided_by));
  const change = narrowing.join(', ');
  const approval = await ask(pool, source, dataset, { shape, before, narrowing, widening });
  throw new Problem(INGEST_PARKED, { source, dataset, change, approval }, { where: { source, dataset } });
}

/** Key of the dataset as it was last accepted; undefined = it has none, or never ran. Asks no source. */
export async function loadAcceptedKey(
  pool: pg.Pool,
  source: string,
  dataset: string,
): Promise<string[] | undefined> {
  const { rows } = await pool.query<{ shape: Shape }>(
    'SELECT shape FROM source_schema WHERE source = $1 AND dataset = $2',
    [source, dataset],
  );
  const key = rows[0]?.shape.key ?? [];
  return key.length > 0 ? key : undefined;
}

/** The pending question about this very shape, or a new one in place of an older. */
async function ask(
  pool: pg.Pool,
  source: string,
  dataset: string,
  detail: { shape: Shape; [more: string]: unknown },
): Promise<string> {
  await pool.query(
    `UPDATE approval SET status = 'WITHDRAWN', decided_at = now(), note = 'the source changed again'
     WHERE source = $1 AND dataset = $2 AND kind = 'SCHEMA_CHANGE' AND status = 'PENDING' AND detail->'shape' <> $3::jsonb`,
    [source, dataset, JSON.stringify(detail.shape)],
  );
  const { rows } = await pool.query<{ id: string }>(
    `INSERT INTO approval (id, source, dataset, kind, detail) VALUES ($1, $2, $3, 'SCHEMA_CHANGE', $4)
     ON CONFLICT (source, dataset, kind) WHERE status = 'PENDING' DO UPDATE SET detail = approval.detail RETURNING id`,
    [uuidv7(), source, dataset, JSON.stringify(detail)],
  );
  return rows[0]!.id;
}
