import { ConnectorError, type Ctx, type LiveQuery, type LiveResult, type Row } from '../../src/sdk/index.ts';
import { askKeys, toKeyBatch } from './ask-keys.ts';
import { assertOps, conditionFields, putWhere } from './ask-where.ts';
import type { GraphqlConfig, GraphqlDataset, LiveSettings, Variables } from './config.ts';
import { toConnectorError } from './errors.ts';
import { nextPosition, type Position } from './pages.ts';
import type { Found } from './paths.ts';
import { toQuestion, toRecords, toWhere } from './read.ts';
import { toChange } from './records.ts';
import { send } from './send.ts';

/** The dataset's own query, page after page, never more than `maxRows`. */
async function askAll(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  live: LiveSettings,
  variables: Variables,
): Promise<Found[]> {
  const found: Found[] = [];
  for (let at: Position | null = null; ; ) {
    ctx.signal.throwIfAborted();
    const answer = await send(ctx, toQuestion(dataset, variables, at));
    const { records, own } = toRecords(answer, dataset.recordPath, toWhere(ctx, dataset));
    // A record that could not be read must not pass for one that is not there.
    if (own.size > 0) throw toConnectorError([...own.values()], true, toWhere(ctx, dataset));
    found.push(...records);
    const next = nextPosition(dataset, at, answer.data, records.length);
    if (next === null || found.length > live.maxRows) return found;
    at = next;
  }
}

/** Rows that can be used, with the fields that are wanted; what else came is counted and told. */
function toRows(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  query: LiveQuery,
  found: Found[],
  holds: (row: Row) => boolean,
): Row[] {
  // Conditions and orders that the hub has still to apply need their fields.
  const wanted = new Set([
    ...query.select,
    ...dataset.key,
    ...(query.keys?.fields ?? []),
    ...conditionFields(query.where),
    ...(query.orderBy ?? []).map(([field]) => field),
  ]);
  const rows: Row[] = [];
  let refused = 0;
  let unasked = 0;
  for (const record of found) {
    const change = toChange(record, undefined, ctx.config.url, dataset);
    if (change.op === 'bad') refused += 1;
    else if (change.op === 'put') {
      if (!holds(change.data)) unasked += 1;
      else rows.push(Object.fromEntries(Object.entries(change.data).filter(([field]) => wanted.has(field))));
    }
  }
  if (refused + unasked > 0)
    ctx.log('warn', 'records of an answer are left out', { dataset: dataset.name, refused, unasked });
  return rows;
}

/** One call for many keys. What the source cannot do is left to the hub (`applied`), never guessed. */
export async function lookUp(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  query: LiveQuery,
): Promise<LiveResult> {
  const { live } = dataset;
  if (!live) throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
  assertOps(live, query.where);
  const batch = query.keys && toKeyBatch(dataset, live, query.keys);
  const isSorted = !query.orderBy || query.orderBy.length === 0;
  const applied = { where: !query.where, orderBy: isSorted, limit: query.limit === undefined };
  if (batch?.tuples.length === 0) return { rows: [], applied };
  let found: Found[];
  if (batch) found = await askKeys(ctx, dataset, batch);
  else {
    const variables = structuredClone(dataset.variables ?? {});
    applied.where = putWhere(variables, live, query.where);
    found = await askAll(ctx, dataset, live, variables);
  }
  if (found.length > live.maxRows)
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name}: the answer has more than ${live.maxRows} rows`,
    );
  return { rows: toRows(ctx, dataset, query, found, batch ? batch.holds : () => true), applied };
}
