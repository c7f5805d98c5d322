import type { DocumentNode, GraphQLSchema } from 'graphql';
import { type FieldCoordinate, fieldsOf } from './fields-of.ts';

/** How often one client's answers held a field. */
export interface UsageRow extends FieldCoordinate {
  readonly client: string;
  readonly count: number;
}

/** Counts in memory. What is bounded: clients by their names' bound, fields by the schema. */
export interface UsageCollector {
  note(
    schema: GraphQLSchema,
    document: DocumentNode,
    operationName: string | null | undefined,
    client: string,
  ): void;
  /** Everything counted since last time, sorted by its key; counting starts anew. */
  take(): UsageRow[];
  /** Puts back what could not be kept. */
  putBack(rows: readonly UsageRow[]): void;
}

export function createUsageCollector(): UsageCollector {
  /** By schema too: a reload brings a new one, and with it other fields. */
  const known = new WeakMap<GraphQLSchema, WeakMap<DocumentNode, Map<string, readonly FieldCoordinate[]>>>();
  let counts = new Map<string, Map<string, UsageRow>>();

  const find = (schema: GraphQLSchema, document: DocumentNode, name: string) => {
    const documents = known.get(schema) ?? new WeakMap();
    known.set(schema, documents);
    const operations: Map<string, readonly FieldCoordinate[]> = documents.get(document) ?? new Map();
    documents.set(document, operations);
    const fields = operations.get(name) ?? fieldsOf(schema, document, name);
    operations.set(name, fields);
    return fields;
  };
  const add = (client: string, type: string, field: string, count: number): void => {
    const rows = counts.get(client) ?? new Map<string, UsageRow>();
    counts.set(client, rows);
    const key = `${type}.${field}`;
    rows.set(key, { client, type, field, count: (rows.get(key)?.count ?? 0) + count });
  };

  return {
    note: (schema, document, operationName, client) => {
      for (const { type, field } of find(schema, document, operationName ?? '')) add(client, type, field, 1);
    },
    take: () => {
      const rows = [...counts.values()].flatMap((byField) => [...byField.values()]);
      counts = new Map();
      // In one order everywhere: two hubs that write at once then wait for each other instead of locking up.
      return rows.sort((left, right) => compare(keyOf(left), keyOf(right)));
    },
    putBack: (rows) => {
      for (const { client, type, field, count } of rows) add(client, type, field, count);
    },
  };
}

function keyOf({ client, type, field }: UsageRow): string {
  return `${client}\n${type}\n${field}`;
}

function compare(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}
