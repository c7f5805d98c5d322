import type { IncomingMessage } from 'node:http';
import { Problem, toError } from '../../kernel/problem.ts';
import { HTTP_BODY_INVALID, HTTP_BODY_TOO_LARGE, HTTP_ENCODING_REFUSED } from '../../kernel/problems/http.ts';

/** 1 MiB. */
export const BODY_LIMIT = 1_048_576;

/** Reads a JSON body. `undefined` when the content type is another: then it is not read at all. */
export async function readJson(request: IncomingMessage, limit = BODY_LIMIT): Promise<unknown> {
  if (!/^application\/(graphql\+)?json\b/i.test(request.headers['content-type'] ?? '')) return undefined;
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw new Problem(HTTP_ENCODING_REFUSED, { encoding });
  if (Number(request.headers['content-length'] ?? 0) > limit)
    throw new Problem(HTTP_BODY_TOO_LARGE, { limit });

  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit) throw new Problem(HTTP_BODY_TOO_LARGE, { limit });
    chunks.push(chunk);
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'));
  } catch (error) {
    throw new Problem(HTTP_BODY_INVALID, { reason: toError(error).message });
  }
}
