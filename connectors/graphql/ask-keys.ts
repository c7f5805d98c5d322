import { ConnectorError, type Ctx, type Json, type LiveQuery, type Row } from '../../src/sdk/index.ts';
import {
  type AliasLookUp,
  fieldsOf,
  type GraphqlConfig,
  type GraphqlDataset,
  type ListLookUp,
  type LiveSettings,
} from './config.ts';
import { toAliasDocument } from './document.ts';
import { toConnectorError } from './errors.ts';
import { maxKeysOf } from './offer.ts';
import { pageInfoPath } from './pages.ts';
import { type Found, putAt, valueAt } from './paths.ts';
import { toRecords, toWhere } from './read.ts';
import { send } from './send.ts';

type Scalar = string | number | boolean;

/** Keys asked for, each once, and which of the rows that come back were asked for. */
export interface KeyBatch {
  lookUp: ListLookUp | AliasLookUp;
  tuples: Scalar[][];
  holds(row: Row): boolean;
}

const sorted = (fields: readonly string[]) => [...fields].sort().join();

export function toKeyBatch(
  dataset: GraphqlDataset,
  live: LiveSettings,
  keys: NonNullable<LiveQuery['keys']>,
): KeyBatch {
  const lookUp = live.keys.find((candidate) => sorted(fieldsOf(candidate)) === sorted(keys.fields));
  if (!lookUp)
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name} cannot be looked up by ${keys.fields.join(', ')}`,
    );
  const most = maxKeysOf(live);
  if (keys.values.length > most)
    throw new ConnectorError('unsupported', `${keys.values.length} keys at once, at most ${most}`);
  const fields = fieldsOf(lookUp);
  const order = fields.map((field) => keys.fields.indexOf(field));
  const tuples = new Map<string, Scalar[]>();
  for (const value of keys.values) {
    const tuple = order.map((i) => value[i] as Json);
    // No record has a key that is null or a list.
    if (tuple.some((part) => part === null || part === undefined || typeof part === 'object')) continue;
    tuples.set(JSON.stringify(tuple.map(String)), tuple as Scalar[]);
  }
  return {
    lookUp,
    tuples: [...tuples.values()],
    holds: (row) => tuples.has(JSON.stringify(fields.map((field) => String(row[field])))),
  };
}

/** One query with all keys in a list. */
async function askList(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  lookUp: ListLookUp,
  batch: KeyBatch,
) {
  const { fields, recordPath, query } = lookUp;
  const variables = structuredClone(lookUp.variables ?? {});
  const list = batch.tuples.map((tuple) =>
    fields.length === 1 ? tuple[0]! : Object.fromEntries(fields.map((field, i) => [field, tuple[i]!])),
  );
  putAt(variables, lookUp.variable, list);
  const answer = await send(ctx, { query, variables, maxBytes: dataset.maxBytes });
  const { records, own } = toRecords(answer, recordPath, toWhere(ctx, dataset));
  const info = valueAt(answer.data, pageInfoPath({ recordPath })) as { hasNextPage?: unknown } | undefined;
  if (info?.hasNextPage === true)
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name}: the answer to a look-up has more than one page`,
    );
  return { records, errors: [...own.values()] };
}

/** One query with one aliased field for each key. */
async function askAliases(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  lookUp: AliasLookUp,
  batch: KeyBatch,
) {
  const query = toAliasDocument(lookUp, batch.tuples.length, `dataset ${dataset.name}`);
  const variables = Object.fromEntries(batch.tuples.map(([value], i) => [`k${i}`, value!]));
  const { data, errors } = await send(ctx, { query, variables, maxBytes: dataset.maxBytes });
  const records = batch.tuples.flatMap((_, i): Found[] => {
    const value = data[`k${i}`];
    const list = Array.isArray(value) ? value : [value];
    // Null is how a field says that there is no such record.
    return list
      .filter((item) => item !== null && item !== undefined)
      .map((item) => ({ value: item, path: [`k${i}`] }));
  });
  return { records, errors };
}

/**
 * Records for a batch of keys, in one call. A record that could not be read must not pass for one that is not there, so
 * any error fails the batch; only "not found" is an answer.
 */
export async function askKeys(
  ctx: Ctx<GraphqlConfig>,
  dataset: GraphqlDataset,
  batch: KeyBatch,
): Promise<Found[]> {
  const { lookUp } = batch;
  const asked =
    lookUp.type === 'list' ? askList(ctx, dataset, lookUp, batch) : askAliases(ctx, dataset, lookUp, batch);
  const { records, errors } = await asked;
  const failures = errors.filter(({ code }) => code !== 'NOT_FOUND');
  if (failures.length > 0) throw toConnectorError(failures, true, toWhere(ctx, dataset));
  return records.filter(({ value }) => value !== null);
}
