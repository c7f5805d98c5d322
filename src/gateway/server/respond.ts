import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../../kernel/problem.ts';

/** On everything that is not a page: nothing in it may run, frame or be sniffed. */
const DATA_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

export function respond(
  response: ServerResponse,
  status: number,
  contentType: string,
  body: string,
  headers: Readonly<Record<string, string>> = {},
): void {
  response.writeHead(status, {
    ...DATA_HEADERS,
    'content-type': contentType,
    'content-length': Buffer.byteLength(body),
    ...headers,
  });
  response.end(response.req.method === 'HEAD' ? undefined : body);
}

/** A problem as the whole answer (RFC 9457 media type). */
export function respondProblem(
  response: ServerResponse,
  problem: Problem,
  headers: Readonly<Record<string, string>> = {},
): void {
  const body = JSON.stringify({ status: problem.status, ...problem.toJSON() });
  respond(response, problem.status, 'application/problem+json; charset=utf-8', body, headers);
}

/** Headers with one value each, by lower-case name. */
export function toHeaders(request: IncomingMessage): Record<string, string | undefined> {
  const headers: Record<string, string | undefined> = {};
  for (const [name, value] of Object.entries(request.headers))
    headers[name] = Array.isArray(value) ? value.join(', ') : value;
  return headers;
}

/** The URL of a request, whatever a client wrote into its first line. */
export function toUrl(request: IncomingMessage): URL {
  const target = request.url?.startsWith('/') ? request.url : '/';
  return new URL(`http://hub.invalid${target}`);
}
