/** HTTP as connectors see it. The hub's implementation (`createHttpClient`) owns everything risky about it. */
export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** May be repeated after a lost answer. GET and HEAD always are; POST only when said here. */
  idempotent?: boolean;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  url: string;
  /** Whole body, refused past the size cap. */
  text(): Promise<string>;
  json(): Promise<unknown>;
}

/** Resolves on any final status below 500 except 429; throws ConnectorError otherwise, after its retries. */
export type HttpClient = (url: string | URL, request?: HttpRequest) => Promise<HttpResponse>;
