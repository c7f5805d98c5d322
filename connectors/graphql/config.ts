import type { Json, Op } from '../../src/sdk/index.ts';

export type Variables = { [key: string]: Json };

export type Pagination =
  | { type: 'none' }
  | { type: 'relay'; first: string; after: string; pageInfoPath?: string }
  | { type: 'offset'; offset: string; limit: string };

export interface ListLookUp {
  type: 'list';
  fields: string[];
  query: string;
  variables?: Variables;
  /** Dotted place of the keys among the variables. */
  variable: string;
  recordPath: string;
  maxKeys: number;
}

export interface AliasLookUp {
  type: 'alias';
  field: string;
  /** One field of the query type with `$key` in it. */
  selection: string;
  /** GraphQL type of the key, e.g. `ID!`. */
  keyType: string;
  maxKeys: number;
}

export interface LiveSettings {
  keys: (ListLookUp | AliasLookUp)[];
  where: { field: string; op: Op; variable: string; exact: boolean }[];
  /** More records than this are refused, never cut off. */
  maxRows: number;
}

export interface GraphqlDataset {
  name: string;
  query: string;
  operationName?: string;
  variables?: Variables;
  /** Path to the records in `data`; `*` stands for each of a list. */
  recordPath: string;
  key: string[];
  pageSize: number;
  pagination: Pagination;
  updatedSince?: { variable: string; field: string; lookback?: string; until?: string };
  deleted?: { field: string; value: Json };
  complete: boolean;
  maxBytes?: number;
  schema?: Record<string, unknown>;
  live?: LiveSettings;
}

/** As connector.json describes it, defaults filled in. Credentials (`auth`, `tls`) are the HTTP client's business. */
export interface GraphqlConfig {
  url: string;
  headers?: Record<string, string>;
  introspection: boolean;
  datasets: GraphqlDataset[];
}

export function fieldsOf(lookUp: ListLookUp | AliasLookUp): string[] {
  return lookUp.type === 'list' ? lookUp.fields : [lookUp.field];
}
