import type { IncomingMessage } from 'node:http';
import { notesOf } from '../answer-notes.ts';

/**
 * Caching headers of an answer (RFC 9111). Open data may be kept by anyone between here and the reader, also when a
 * key came with the request: it made no difference. Everything else keeps `no-store`, which stands on every answer.
 */
export function toCacheHeaders(method: string, contextValue: object): Record<string, string> {
  const open = notesOf(contextValue)?.open;
  if (!open) return {};
  return {
    'cache-control': `public, max-age=${open.maxAge}`,
    ...(open.age > 0 ? { age: String(open.age) } : {}),
    // What a POST answers has no address under which it could be asked for again.
    ...(method === 'GET' ? { etag: open.etag } : {}),
  };
}

/** Whether the client has this version already (RFC 9110 §13.1.2, weak comparison). */
export function isKnown({ headers }: IncomingMessage, etag: string | undefined): boolean {
  const known = headers['if-none-match'];
  if (!known || !etag) return false;
  const plain = (tag: string) => tag.trim().replace(/^W\//, '');
  return known.trim() === '*' || known.split(',').some((tag) => plain(tag) === plain(etag));
}
