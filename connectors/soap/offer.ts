import { describeChanges, type SourceDataset } from '../../src/sdk/index.ts';
import type { FieldType, SoapDataset } from './config.ts';

const TYPES: Record<FieldType, string | undefined> = {
  text: 'string',
  integer: 'integer',
  number: 'number',
  boolean: 'boolean',
  tree: undefined,
};

function schemaOf({ schema, fields, key, updatedSince, live }: SoapDataset): Record<string, unknown> {
  if (schema) return schema;
  if (!fields) {
    const named = [
      ...key,
      ...(updatedSince ? [updatedSince.field] : []),
      ...(live?.keys ?? []).flatMap((k) => k.fields),
    ];
    return { type: 'object', properties: Object.fromEntries(named.map((name) => [name, {}])), required: key };
  }
  const properties = fields.map(({ name, type }): [string, object] => {
    const written = TYPES[type];
    if (written === undefined) return [name, {}];
    return [name, { type: key.includes(name) ? written : [written, 'null'] }];
  });
  return {
    type: 'object',
    properties: Object.fromEntries(properties),
    required: fields.map(({ name }) => name),
  };
}

/** Smallest ceiling of its look-ups: the contract knows one for all. */
export function maxKeysOf(live: NonNullable<SoapDataset['live']>): number {
  return Math.min(...live.keys.map(({ maxKeys }) => maxKeys));
}

/** What `discover` says of a configured dataset. */
export function toSourceDataset(dataset: SoapDataset): SourceDataset {
  const { name, key, live } = dataset;
  return {
    name,
    schema: schemaOf(dataset),
    key,
    ...describeChanges(dataset),
    ...(live
      ? {
          live: {
            keys: live.keys.map(({ fields }) => fields),
            maxKeys: maxKeysOf(live),
            ops: [],
            sort: false,
            limit: false,
          },
        }
      : {}),
  };
}
