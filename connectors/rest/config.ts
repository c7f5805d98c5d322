import type { Json } from '../../src/sdk/index.ts';

/** Position after a page: how the next one is asked for. */
export type Pagination =
  | { type: 'none' }
  | { type: 'cursor'; param: string; nextPath: string }
  | { type: 'page'; param: string; first: number }
  | { type: 'offset'; param: string }
  | { type: 'link' }
  | { type: 'nextUrl'; nextPath: string };

export interface RestDataset {
  name: string;
  path: string;
  recordPath?: string;
  key: string[];
  headers?: Record<string, string>;
  pageSize?: number;
  sizeParam: string;
  pagination: Pagination;
  updatedSince?: { param: string; field: string; lookback?: string };
  deleted?: { field: string; value: Json };
  complete: boolean;
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. Credentials (`auth`) are the HTTP client's business. */
export interface RestConfig {
  baseUrl: string;
  checkPath?: string;
  datasets: RestDataset[];
}
