import type { IncomingMessage, ServerResponse } from 'node:http';
import { Problem } from '../../kernel/problem.ts';
import { HTTP_NOT_FOUND, HTTP_PUSH_TOO_LARGE } from '../../kernel/problems/http.ts';
import { respond, respondProblem } from './respond.ts';

/** Takes what a source sends by itself. Headers have lower-case names; `path` is what follows the source's name. */
export type ReceivePush = (
  source: string,
  request: { headers: Record<string, string>; raw: Uint8Array; path: string },
) => Promise<{ status: number; body: string }>;

/** Largest message; a connector may set less. */
const MAX_BYTES = 16 * 1024 * 1024;

/** `POST /push/SOURCE[/path]`: the raw bytes go on as they came, since a signature is over them. */
export async function handlePush(
  request: IncomingMessage,
  response: ServerResponse,
  pathname: string,
  receive: ReceivePush | undefined,
): Promise<void> {
  const [, source, path] = /^\/push\/([a-z][a-z0-9-]*)(\/.*)?$/.exec(pathname) ?? [];
  if (!receive || source === undefined)
    return respondProblem(response, new Problem(HTTP_NOT_FOUND, { path: pathname }));
  if (request.method !== 'POST') {
    response.setHeader('allow', 'POST');
    return respond(response, 405, 'application/json; charset=utf-8', '{"error":"POST only"}');
  }
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > MAX_BYTES) {
      response.setHeader('connection', 'close');
      return respondProblem(response, new Problem(HTTP_PUSH_TOO_LARGE, { limit: MAX_BYTES }));
    }
    chunks.push(chunk);
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [
      name,
      Array.isArray(value) ? value.join(', ') : (value ?? ''),
    ]),
  );
  const reply = await receive(source, { headers, raw: Buffer.concat(chunks, size), path: path ?? '' });
  respond(response, reply.status, 'application/json; charset=utf-8', reply.body);
}
