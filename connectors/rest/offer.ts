import { describeChanges, type Op, type SourceDataset } from '../../src/sdk/index.ts';
import type { LiveSettings, RestDataset } from './config.ts';

/** Smallest ceiling of its look-ups: the contract knows one for all. */
export function maxKeysOf(live: LiveSettings): number {
  return Math.min(...live.keys.map(({ maxKeys }) => maxKeys));
}

export function opsOf(live: LiveSettings): Op[] {
  return [...new Set(live.where.map(({ op }) => op))];
}

/** Fields that the configuration names: all that is known of a record nobody described. */
function namedFields(dataset: RestDataset): string[] {
  const { key, updatedSince, live } = dataset;
  return [
    ...key,
    // The first step of a dotted path is the field of the record.
    ...(updatedSince ? [updatedSince.field.split('.')[0]!] : []),
    ...(live?.keys.flatMap(({ fields }) => fields) ?? []),
    ...(live?.where.map(({ field }) => field) ?? []),
    ...(live?.sort?.fields ?? []),
  ];
}

/** What `discover` says of a configured dataset. */
export function toSourceDataset(dataset: RestDataset): SourceDataset {
  const { name, key, live, schema } = dataset;
  return {
    name,
    schema: schema ?? {
      type: 'object',
      properties: Object.fromEntries(namedFields(dataset).map((field) => [field, {}])),
      required: key,
    },
    key,
    ...describeChanges(dataset),
    ...(live
      ? {
          live: {
            keys: live.keys.map(({ fields }) => fields),
            maxKeys: maxKeysOf(live),
            ops: opsOf(live),
            sort: live.sort !== undefined,
            limit: live.limit !== undefined,
          },
        }
      : {}),
  };
}
