import type { GraphQLSchema } from 'graphql';
import { ConnectorError, describeChanges, type Op, type SourceDataset } from '../../src/sdk/index.ts';
import { fieldsOf, type GraphqlDataset, type LiveSettings } from './config.ts';
import { toAliasDocument, toOperation } from './document.ts';
import { assertFits } from './introspect.ts';
import { toRecordSchema } from './record-schema.ts';

/** Smallest ceiling of its look-ups: the contract knows one for all. */
export function maxKeysOf(live: LiveSettings): number {
  return Math.min(...live.keys.map(({ maxKeys }) => maxKeys));
}

export function opsOf(live: LiveSettings): Op[] {
  return [...new Set(live.where.map(({ op }) => op))];
}

/** Fields that the configuration names: all that is known when the source does not tell its schema. */
function namedFields({ key, updatedSince, live }: GraphqlDataset): string[] {
  return [
    ...key,
    ...(updatedSince ? [updatedSince.field.split('.')[0]!] : []),
    ...(live?.keys.flatMap(fieldsOf) ?? []),
    ...(live?.where.map(({ field }) => field) ?? []),
  ];
}

function describeRecord(dataset: GraphqlDataset, schema: GraphQLSchema | undefined): Record<string, unknown> {
  if (dataset.schema) return dataset.schema;
  const { document, operation } = toOperation(dataset.query, dataset.operationName, dataset.name);
  const told = schema && toRecordSchema(schema, document, operation.selectionSet, dataset.recordPath);
  if (schema && !told)
    throw new ConnectorError(
      'config',
      `dataset ${dataset.name}: the query selects nothing at ${dataset.recordPath}`,
    );
  const properties = (told?.properties ?? {}) as Record<string, unknown>;
  const missing = told && dataset.key.find((field) => !Object.hasOwn(properties, field));
  if (missing)
    throw new ConnectorError('config', `dataset ${dataset.name}: the query does not select ${missing}`);
  const named = Object.fromEntries(namedFields(dataset).map((field) => [field, {}]));
  const required = (told?.required ?? []) as string[];
  return {
    type: 'object',
    properties: { ...named, ...properties },
    required: [...new Set([...required, ...dataset.key])],
  };
}

/** What `discover` says of a configured dataset. Throws `config` when a query does not fit the source's schema. */
export function toSourceDataset(dataset: GraphqlDataset, schema: GraphQLSchema | undefined): SourceDataset {
  const { name, key, live } = dataset;
  if (schema) {
    assertFits(schema, dataset.query, dataset.operationName, `dataset ${name}`);
    for (const lookUp of live?.keys ?? []) {
      const what = `dataset ${name}, look-up by ${fieldsOf(lookUp).join(', ')}`;
      const query = lookUp.type === 'list' ? lookUp.query : toAliasDocument(lookUp, 1, what);
      assertFits(schema, query, undefined, what);
    }
  }
  return {
    name,
    schema: describeRecord(dataset, schema),
    key,
    ...describeChanges(dataset),
    ...(live
      ? {
          live: {
            keys: live.keys.map(fieldsOf),
            maxKeys: maxKeysOf(live),
            ops: opsOf(live),
            sort: false,
            limit: false,
          },
        }
      : {}),
  };
}
