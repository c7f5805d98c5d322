import { ConnectorError, type Json, type LiveQuery, type Row } from '../../src/sdk/index.ts';
import type { KeyLookUp, LiveSettings, RestDataset } from './config.ts';
import { maxKeysOf } from './offer.ts';
import { type Draft, setParam } from './request.ts';
import { putAt } from './value-at.ts';

type Scalar = string | number | boolean;

/** Keys asked for, and which of the rows that come back were asked for. */
export interface KeyBatch {
  lookUp: KeyLookUp;
  /** Each once. */
  tuples: Scalar[][];
  holds(row: Row): boolean;
}

const sameFields = (a: readonly string[], b: readonly string[]) =>
  [...a].sort().join() === [...b].sort().join();

function settingsOf(dataset: RestDataset): LiveSettings {
  if (!dataset.live)
    throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
  return dataset.live;
}

/** The look-up for these fields, with its keys in the order of the fields that it names. */
export function toKeyBatch(dataset: RestDataset, keys: NonNullable<LiveQuery['keys']>): KeyBatch {
  const live = settingsOf(dataset);
  const lookUp = live.keys.find(({ fields }) => sameFields(fields, keys.fields));
  if (!lookUp)
    throw new ConnectorError(
      'unsupported',
      `dataset ${dataset.name} cannot be looked up by ${keys.fields.join(', ')}`,
    );
  const most = maxKeysOf(live);
  if (keys.values.length > most)
    throw new ConnectorError('unsupported', `${keys.values.length} keys at once, at most ${most}`);

  const order = lookUp.fields.map((field) => keys.fields.indexOf(field));
  const tuples = new Map<string, Scalar[]>();
  for (const value of keys.values) {
    const tuple = order.map((i) => value[i] as Json);
    // No record has a key that is null or a list, and an empty parameter would ask for everything.
    if (tuple.some((part) => part === null || part === undefined || typeof part === 'object' || part === ''))
      continue;
    tuples.set(JSON.stringify(tuple.map(String)), tuple as Scalar[]);
  }
  return {
    lookUp,
    tuples: [...tuples.values()],
    holds: (row) => tuples.has(JSON.stringify(lookUp.fields.map((field) => String(row[field])))),
  };
}

/** Several values under one name of a query. */
export function setList(draft: Draft, name: string, values: readonly Scalar[], style: 'repeat' | 'comma') {
  if (draft.body) {
    putAt(draft.body, name, [...values]);
    return;
  }
  if (style === 'comma') {
    // Written with its comma it would be two other values.
    if (values.some((value) => String(value).includes(',')))
      throw new ConnectorError('unsupported', `a value for ${name} holds a comma`);
    setParam(draft, name, values.join(','));
    return;
  }
  draft.url.searchParams.delete(name);
  for (const value of values) draft.url.searchParams.append(name, String(value));
}

/** Path of this look-up with the keys in it, when that is where they go. */
export function toKeyPath({ lookUp, tuples }: KeyBatch): string | undefined {
  if (lookUp.style !== 'path') return lookUp.path;
  const texts = tuples.map(([value]) => String(value));
  if (texts.some((text) => text === '.' || text === '..' || (texts.length > 1 && text.includes(','))))
    throw new ConnectorError('unsupported', 'a key cannot be written into a path');
  return lookUp.path!.replaceAll('{keys}', texts.map(encodeURIComponent).join(','));
}

export function putKeys(draft: Draft, { lookUp, tuples }: KeyBatch): void {
  const { style, fields, param } = lookUp;
  if (style === 'path') return;
  if (style !== 'body') {
    setList(
      draft,
      param,
      tuples.map(([value]) => value!),
      style,
    );
    return;
  }
  const list = tuples.map((tuple) =>
    fields.length === 1 ? tuple[0]! : Object.fromEntries(fields.map((field, i) => [field, tuple[i]!])),
  );
  putAt(draft.body!, param, list);
}
