import {
  ConnectorError,
  type Ctx,
  type Json,
  type LiveQuery,
  type LiveResult,
  type Row,
} from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset, OgcLive } from '../config.ts';
import { openResponse } from '../json/open-response.ts';
import { createRecordReader } from '../record.ts';
import { describe, get } from '../request.ts';
import { toCql2 } from './cql2.ts';
import { type Askable, mayTouch, type Question, toQuestion } from './question.ts';

/** Keys in one call when nothing better is offered than a parameter that takes one value. */
export const PLAIN_PARAMETER_KEYS = 1;

const unsupported = (reason: string) => new ConnectorError('unsupported', reason);

/** Keys that can exist, each once, as text → as given. */
function usableKeys(values: Json[][]): Map<string, Json> {
  const usable = values.filter(([value]) => value !== null && value !== '' && typeof value !== 'object');
  return new Map(usable.map(([value]) => [String(value), value!]));
}

/** Puts a batch of keys into the question: the list of ids, a filter, or the one parameter. */
function askKeys(
  field: string,
  values: Json[],
  live: OgcLive,
  askable: Askable,
  question: Question,
): Question {
  if (field === 'id' && live.idsParameter !== undefined)
    return { ...question, ids: [live.idsParameter, values.join(',')] };
  if (askable.cql2) {
    const type = askable.typeOf(field)?.type;
    const typed =
      type === 'integer' || type === 'number' ? values.map(toNumber).filter(isNumber) : values.map(String);
    const cql = toCql2({ field, op: 'in', value: typed }, askable);
    if (cql === false) return { ...question, isImpossible: true };
    if (typeof cql === 'string')
      return { ...question, filter: [cql, question.filter].filter(Boolean).join(' AND ') };
  }
  if (values.length <= PLAIN_PARAMETER_KEYS && askable.isParameter(field))
    return { ...question, parameters: [...question.parameters, [field, String(values[0])]] };
  throw unsupported(`the source cannot be asked for several records by ${field}`);
}

const isNumber = (value: number): boolean => Number.isFinite(value);
/** Number written so that it means the same again; anything else is no number of the source's. */
const toNumber = (value: Json): number =>
  String(Number(value)) === String(value) ? Number(value) : Number.NaN;

function assertAllowed(dataset: OgcDataset, keys: LiveQuery['keys'], maxKeys: number): OgcLive {
  const { live } = dataset;
  if (!live) throw unsupported(`dataset ${dataset.name} is not open for look-ups`);
  if (!keys) return live;
  if (!live.keys.some((fields) => fields.join() === keys.fields.join()))
    throw unsupported(`dataset ${dataset.name} cannot be looked up by ${keys.fields.join(', ')}`);
  if (keys.values.length > maxKeys)
    throw unsupported(`${keys.values.length} keys at once, at most ${maxKeys}`);
  return live;
}

/** The first page of the answer to a question. */
function toQuestionUrl(base: URL, question: Question, pageSize: number): URL {
  const url = new URL(base);
  if (question.ids) url.searchParams.set(...question.ids);
  for (const [name, value] of question.parameters) url.searchParams.set(name, value);
  if (question.bbox) url.searchParams.set('bbox', question.bbox.join(','));
  if (question.filter !== undefined) {
    url.searchParams.set('filter', question.filter);
    url.searchParams.set('filter-lang', 'cql2-text');
  }
  url.searchParams.set('limit', String(pageSize));
  return url;
}

export interface LookUp {
  askable: Askable;
  maxKeys: number;
  /** URL of the collection's items, with the configured parameters. */
  items: URL;
}

/**
 * One question, one call; further pages only when the source cuts its answer. `applied` says what the source was really
 * asked: order never, and a limit only when nothing is left to apply before it.
 */
export async function lookUp(
  ctx: Ctx<OgcConfig>,
  dataset: OgcDataset,
  query: LiveQuery,
  { askable, maxKeys, items }: LookUp,
): Promise<LiveResult> {
  const { keys, where, orderBy = [], limit } = query;
  const live = assertAllowed(dataset, keys, maxKeys);
  let question = toQuestion(where, askable);
  const isLimitAsked = limit !== undefined && !question.hasRest && orderBy.length === 0;
  const applied = {
    where: !question.hasRest,
    orderBy: orderBy.length === 0,
    limit: limit === undefined || isLimitAsked,
  };
  const wantedKeys = keys && usableKeys(keys.values);
  if (wantedKeys?.size === 0 || question.isImpossible || limit === 0) return { rows: [], applied };
  if (keys) question = askKeys(keys.fields[0]!, [...wantedKeys!.values()], live, askable, question);
  if (question.isImpossible) return { rows: [], applied };

  const most = isLimitAsked ? Math.min(limit, live.maxRows) : live.maxRows;
  // One more than may come, so that too many is seen on the first page.
  const pageSize = Math.min(dataset.pageSize, most + (isLimitAsked ? 0 : 1));
  const reader = createRecordReader({ key: dataset.key, ...(dataset.area ? { area: dataset.area } : {}) });
  const fields = [...new Set([...query.select, ...dataset.key, ...(keys?.fields ?? [])])];
  const rows: Row[] = [];
  let ignored = 0;
  const visited = new Set<string>();
  for (let url: URL | null = toQuestionUrl(items, question, pageSize); url; ) {
    if (visited.has(url.href))
      throw new ConnectorError('drift', `${describe(ctx, url)}: the pages go in a circle`);
    visited.add(url.href);
    const answer = await openResponse(ctx, dataset, url, await get(ctx, url));
    const features = answer.features();
    let next = await features.next();
    for (let count = 0; !next.done; count++, next = await features.next()) {
      const change = reader.toChange(next.value, answer.crs(), { uri: url.href, pos: String(count) });
      if (change.op !== 'put') {
        if (change.op === 'bad')
          ctx.log('warn', `a record is left out: ${change.reason}`, { code: change.code });
        continue;
      }
      // A source that does not know a parameter may ignore it: what was not asked for is not let through.
      if (!isAnswer(change.data, question, keys?.fields[0], wantedKeys)) ignored += 1;
      else rows.push(Object.fromEntries(fields.map((field) => [field, change.data[field] ?? null])));
      if (isLimitAsked && rows.length >= limit) break;
      if (rows.length + ignored > live.maxRows) {
        await features.return({});
        throw unsupported(`dataset ${dataset.name}: the answer has more than ${live.maxRows} rows`);
      }
    }
    if (!next.done) {
      await features.return({});
      break;
    }
    url = next.value.next === undefined ? null : new URL(next.value.next, url);
  }
  if (ignored > 0)
    ctx.log('warn', 'the source does not apply what it is asked', { dataset: dataset.name, ignored });
  return { rows, applied };
}

/** Whether a record fulfils what can be told from it alone: keys, equalities and the box. */
function isAnswer(
  row: Row,
  { parameters, bbox }: Question,
  keyField: string | undefined,
  keys: ReadonlyMap<string, Json> | undefined,
): boolean {
  if (keyField !== undefined && !keys!.has(String(row[keyField]))) return false;
  if (bbox && !mayTouch(row.geometry, bbox)) return false;
  return parameters.every(([name, value]) => !(name in row) || String(row[name]) === value);
}
