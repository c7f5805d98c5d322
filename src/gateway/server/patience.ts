import type { ServerResponse } from 'node:http';

/** How long a client may take, in milliseconds; slower ones are cut off. */
export interface Patience {
  /** To send its headers. */
  readonly headersMs: number;
  /** To send its request, body and all. */
  readonly requestMs: number;
  /** Without taking anything of an answer that is ready. */
  readonly answerMs: number;
  /** Between two requests on one connection. Longer than the 60 s of usual proxies, so that they hang up first. */
  readonly idleMs: number;
  /** Between two signs of life on a stream of events that is silent. */
  readonly keepAliveMs: number;
}

export const DEFAULT_PATIENCE: Patience = {
  headersMs: 10_000,
  requestMs: 60_000,
  answerMs: 60_000,
  idleMs: 65_000,
  keepAliveMs: 15_000,
};

/** Options of Node's server. It looks for slow clients at intervals: four in the shortest time allowed. */
export function toServerTimeouts({ headersMs, requestMs, idleMs }: Patience) {
  return {
    headersTimeout: headersMs,
    requestTimeout: requestMs,
    keepAliveTimeout: idleMs,
    connectionsCheckingInterval: Math.ceil(Math.min(headersMs, requestMs) / 4),
  };
}

/** Waits until an answer that has been written is sent, or its reader is gone, or takes nothing of it any more. */
export function waitUntilSent(response: ServerResponse, answerMs: number): Promise<void> {
  if (response.closed) return Promise.resolve();
  response.setTimeout(answerMs, () => response.destroy());
  return new Promise((resolve) => {
    response.once('close', resolve);
  });
}
