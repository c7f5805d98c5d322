import {
  ConnectorError,
  type Ctx,
  type Json,
  type LiveQuery,
  type LiveResult,
  type Row,
  type Where,
} from '../../src/sdk/index.ts';
import { openAnswer } from './answer.ts';
import { addressOf, call, placed } from './call.ts';
import type { KeyLookUp, SoapConfig, SoapDataset } from './config.ts';
import { maxKeysOf } from './offer.ts';
import { fillKeys, type Values } from './parameters.ts';
import { createRecordReader } from './record.ts';
import { isWritable } from './xml-text.ts';

function hasCondition(where: Where): boolean {
  if ('and' in where) return where.and.some(hasCondition);
  if ('or' in where) return where.or.some(hasCondition);
  return 'not' in where ? hasCondition(where.not) : true;
}

const sameFields = (a: readonly string[], b: readonly string[]) =>
  [...a].sort().join() === [...b].sort().join();

/** Each tuple once, in the order of the look-up's fields; without those that no record can have. */
function tuplesOf(lookUp: KeyLookUp, { fields, values }: NonNullable<LiveQuery['keys']>): string[][] {
  const order = lookUp.fields.map((field) => fields.indexOf(field));
  const tuples = new Map<string, string[]>();
  for (const value of values) {
    const tuple = order.map((i) => value[i] as Json);
    // An element with nothing in it would ask for everything, and what XML cannot hold stands in no answer.
    if (tuple.some((part) => part === null || part === undefined || typeof part === 'object' || part === ''))
      continue;
    const texts = tuple.map(String);
    if (texts.every(isWritable)) tuples.set(JSON.stringify(texts), texts);
  }
  return [...tuples.values()];
}

function toValues({ fields }: KeyLookUp, tuple: readonly string[]): Values {
  const named = Object.fromEntries(fields.map((field, i) => [`key.${field}`, tuple[i]!]));
  return fields.length === 1 ? { ...named, key: tuple[0]! } : named;
}

/** Records of one answer. A fault that says that there is none is an answer without records. */
async function* recordsOf(ctx: Ctx<SoapConfig>, lookUp: KeyLookUp, tuples: readonly string[][]) {
  const { notFound } = lookUp;
  const keys = tuples.map((tuple) => toValues(lookUp, tuple));
  const parameters = fillKeys(lookUp.parameters, keys, lookUp.each) as KeyLookUp['parameters'];
  // `unsupported` is not tried again, and no fault of the source means it.
  const faults = notFound === undefined ? [] : [{ contains: notFound, kind: 'unsupported' as const }];
  let where = ctx.source;
  try {
    const asked = await call(ctx, { operation: lookUp, parameters, faults });
    where = asked.where;
    const { recordPath } = lookUp;
    const { maxBytes } = ctx.config;
    const { message, toError } = asked;
    yield* openAnswer(asked.response.chunks(), { recordPath, maxBytes, message, toError }).records;
  } catch (error) {
    const isAbsent =
      notFound !== undefined &&
      error instanceof ConnectorError &&
      error.kind === 'unsupported' &&
      error.message.includes(notFound);
    if (!isAbsent) throw placed(error, where, ctx.source);
  }
}

/** One call for many keys. Conditions, orders and limits are the hub's: it is told that nothing of them was applied. */
export async function lookUp(
  ctx: Ctx<SoapConfig>,
  dataset: SoapDataset,
  query: LiveQuery,
): Promise<LiveResult> {
  const { live } = dataset;
  const { keys, where, orderBy = [], limit } = query;
  const refuse = (reason: string) => new ConnectorError('unsupported', `dataset ${dataset.name} ${reason}`);
  if (!live) throw refuse('is not open for look-ups');
  if (where && hasCondition(where)) throw refuse('does not filter: it is asked by key');
  if (!keys) throw refuse('is asked by key only');
  const found = live.keys.find(({ fields }) => sameFields(fields, keys.fields));
  if (!found) throw refuse(`cannot be looked up by ${keys.fields.join(', ')}`);
  if (keys.values.length > maxKeysOf(live))
    throw refuse(`takes ${maxKeysOf(live)} keys at once, not ${keys.values.length}`);

  const applied = { where: where === undefined, orderBy: orderBy.length === 0, limit: limit === undefined };
  const tuples = tuplesOf(found, keys);
  if (tuples.length === 0 || limit === 0)
    return { rows: [], applied: { where: true, orderBy: true, limit: true } };
  const asked = new Set(tuples.map((tuple) => JSON.stringify(tuple)));
  const wanted = new Set([
    ...query.select,
    ...dataset.key,
    ...found.fields,
    ...orderBy.map(([field]) => field),
  ]);
  const read = createRecordReader(
    dataset,
    `${addressOf(ctx.config)}#${found.operation}`,
    ctx.config.maxRecordBytes,
  );
  const rows: Row[] = [];
  let refused = 0;
  let unasked = 0;
  for await (const element of recordsOf(ctx, found, tuples)) {
    const { change } = read(element);
    if (change.op === 'bad') refused += 1;
    if (change.op !== 'put') continue;
    const row = change.data;
    if (!asked.has(JSON.stringify(found.fields.map((field) => String(row[field]))))) {
      unasked += 1;
      continue;
    }
    rows.push(Object.fromEntries(Object.entries(row).filter(([field]) => wanted.has(field))));
    if (rows.length > live.maxRows) throw refuse(`gives more than ${live.maxRows} rows`);
  }
  if (refused + unasked > 0)
    ctx.log('warn', 'records of an answer are left out', { dataset: dataset.name, refused, unasked });
  return { rows, applied };
}
