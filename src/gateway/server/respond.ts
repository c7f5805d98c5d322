import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Problem } from '../../kernel/problem.ts';
import type { WrittenAnswer } from '../answer-notes.ts';
import { type ContentEncoding, chooseEncoding } from './accept-encoding.ts';
import { PACK_THRESHOLD, pack } from './pack.ts';

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
  body: string | Buffer,
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

/**
 * Data that may be large, in the best coding that the client takes. `headers` hold its content type. The client's
 * `Accept` chose the type, so both stand in `Vary`.
 */
export async function respondPacked(
  response: ServerResponse,
  status: number,
  text: string,
  headers: Readonly<Record<string, string>>,
  written: WrittenAnswer = {},
): Promise<void> {
  response.appendHeader('vary', 'accept, accept-encoding');
  const body = toBytes(text, written);
  const accepted = response.req.headers['accept-encoding'];
  const encoding = body.length < PACK_THRESHOLD ? undefined : chooseEncoding(accepted);
  const packed = encoding ? await packOnce(body, encoding, written) : body;
  const { 'content-type': contentType = 'application/octet-stream', ...others } = headers;
  const coded: Record<string, string> = encoding ? { 'content-encoding': encoding } : {};
  if (!response.destroyed) respond(response, status, contentType, packed, { ...others, ...coded });
}

/** Two that share an answer may still get different texts: what plugins add is each one's own. */
function toBytes(text: string, written: WrittenAnswer): Buffer {
  if (written.text !== text || !written.bytes) {
    written.text = text;
    written.bytes = Buffer.from(text);
    written.packed = new Map();
  }
  return written.bytes;
}

function packOnce(body: Buffer, encoding: ContentEncoding, { packed }: WrittenAnswer): Promise<Buffer> {
  const known = packed?.get(encoding) ?? pack(body, encoding);
  packed?.set(encoding, known);
  return known;
}

/** 304: what the client has kept still holds. */
export function respondUnchanged(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  const { 'content-type': _, ...kept } = headers;
  response.appendHeader('vary', 'accept, accept-encoding');
  response.writeHead(304, { ...DATA_HEADERS, ...kept }).end();
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
