/** HTTP as connectors see it. The hub's implementation (`createHttpClient`) owns everything risky about it. */
export interface HttpRequest {
  method?: 'GET' | 'POST' | 'PUT' | 'DELETE' | 'HEAD';
  headers?: Record<string, string>;
  body?: string | Uint8Array;
  /** Instead of `body`: made anew for every attempt, for messages that must not come twice (a nonce, a message id). */
  makeBody?: () => string | Uint8Array;
  /** May be repeated after a lost answer. GET and HEAD always are; POST only when said here. */
  idempotent?: boolean;
  /** Resolves when the head is there; the body is read by `chunks()`. The caller reads it to its end or leaves the loop. */
  streaming?: boolean;
  /** Size cap of this answer, when it differs from the source's. Bytes, after decompression. */
  maxBytes?: number;
  /**
   * Looks at a refusal (status 400 and above, except 429), for protocols that say in the body or a header what it means.
   * The ConnectorError that it throws stands for the answer, and its kind decides whether it is tried again; if it throws
   * nothing, the status speaks. Sees the first MiB of the body.
   */
  judge?: (refusal: HttpResponse) => Promise<void>;
}

export interface HttpResponse {
  status: number;
  /** Lower-case names. */
  headers: Record<string, string>;
  url: string;
  /** Whole body, refused past the size cap. */
  text(): Promise<string>;
  json(): Promise<unknown>;
  bytes(): Promise<Uint8Array>;
  /** The body as it arrives, with `streaming`; else the whole of it at once. May be read once. */
  chunks(): AsyncIterable<Uint8Array>;
}

/**
 * Resolves on any final status below 500 except 429; throws ConnectorError otherwise, after its retries. What a request's
 * `judge` throws is thrown, whatever the status.
 */
export type HttpClient = (url: string | URL, request?: HttpRequest) => Promise<HttpResponse>;
