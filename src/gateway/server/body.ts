import type { IncomingMessage } from 'node:http';
import { Problem, toError } from '../../kernel/problem.ts';
import {
  HTTP_BODY_INVALID,
  HTTP_BODY_TOO_LARGE,
  HTTP_ENCODING_REFUSED,
  HTTP_MEDIA_TYPE_REFUSED,
} from '../../kernel/problems/http.ts';

/** 1 MiB. */
export const BODY_LIMIT = 1_048_576;

/** A JSON body's media type; other charsets than UTF-8 are none (RFC 8259 §8.1). */
const JSON_TYPE = /^application\/(graphql\+)?json\s*(;\s*charset\s*=\s*"?(utf-?8|us-ascii)"?\s*)?;?$/i;

/** Reads a JSON body. Throws a Problem for another media type, a coding, too many bytes, or what is no JSON. */
export async function readJson(request: IncomingMessage, limit = BODY_LIMIT): Promise<unknown> {
  const contentType = request.headers['content-type'] ?? '';
  if (!JSON_TYPE.test(contentType)) throw new Problem(HTTP_MEDIA_TYPE_REFUSED, { contentType });
  const encoding = request.headers['content-encoding'];
  if (encoding && encoding !== 'identity') throw new Problem(HTTP_ENCODING_REFUSED, { encoding });
  if (Number(request.headers['content-length'] ?? 0) > limit)
    throw new Problem(HTTP_BODY_TOO_LARGE, { limit });

  const body = await readBytes(request, limit);
  try {
    // Fatal: a byte that is no UTF-8 must not become a question mark in somebody's name.
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (error) {
    throw new Problem(HTTP_BODY_INVALID, { reason: toError(error).message });
  }
}

/** By events: an iterator over the stream costs as much as the parsing. */
function readBytes(request: IncomingMessage, limit: number): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= limit) {
        chunks.push(chunk);
        return;
      }
      // What is still to come is not read; the answer closes the connection.
      request.pause();
      reject(new Problem(HTTP_BODY_TOO_LARGE, { limit }));
    });
    request.once('end', () => resolve(chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)));
    request.once('error', reject);
  });
}
