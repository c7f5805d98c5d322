import type { IncomingMessage } from 'node:http';

/** Judges where a page that calls came from. */
export interface OriginPolicy {
  /** A caller without an origin is no browser page. Otherwise: the page is ours, or its origin is listed. */
  isAllowed(request: IncomingMessage): boolean;
  /** CORS headers for a listed origin; none otherwise, and the browser keeps the answer from the page. */
  headersFor(request: IncomingMessage): Record<string, string>;
}

export function createOriginPolicy(allowList: readonly string[] = []): OriginPolicy {
  const listed = new Set(allowList);
  return {
    isAllowed: ({ headers }) => {
      const { origin, host } = headers;
      if (origin === undefined || listed.has(origin)) return true;
      return URL.canParse(origin) && new URL(origin).host === host;
    },
    headersFor: ({ headers: { origin } }): Record<string, string> => {
      if (listed.size === 0) return {};
      // Also without an origin: a cache must not give a listed page what was made for nobody.
      if (!origin || !listed.has(origin)) return { vary: 'origin' };
      return {
        'access-control-allow-origin': origin,
        'access-control-allow-methods': 'GET, POST',
        'access-control-allow-headers':
          'authorization, content-type, x-hub-purpose, x-hub-case, hub-plan, apollographql-client-name, traceparent',
        'access-control-expose-headers': 'age, etag, retry-after',
        vary: 'origin',
      };
    },
  };
}
