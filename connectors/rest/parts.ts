import { createHash } from 'node:crypto';
import type { Body, RawRecord } from './body.ts';

export interface Part {
  records: RawRecord[];
  /** Records of the page handed over with this part and those before it, and what they were. */
  done: { records: number; digest: string };
}

function textOf(record: RawRecord): string {
  return JSON.stringify('unread' in record ? record.unread : record.raw);
}

/** What the first `count` records of a page are, in few characters. */
export function digestOf(body: Body, count: number): string {
  const hash = createHash('sha256');
  for (const record of body.records.slice(0, count)) hash.update(textOf(record)).update('\n');
  return hash.digest('base64url').slice(0, 22);
}

/**
 * A page of the source, from record `skip` on, in parts of at most `pageBytes`; one part when it is small enough. An
 * empty page is one empty part.
 */
export function* toParts(body: Body, skip: number, pageBytes: number): Generator<Part> {
  const { records } = body;
  const done = (count: number) => ({ records: count, digest: digestOf(body, count) });
  if (body.size <= pageBytes) {
    // Whole: nobody will ask for a place inside it.
    yield { records: records.slice(skip), done: { records: records.length, digest: '' } };
    return;
  }
  let from = skip;
  let bytes = 0;
  for (let at = skip; at < records.length; at++) {
    const size = Buffer.byteLength(textOf(records[at]!));
    if (at > from && bytes + size > pageBytes) {
      yield { records: records.slice(from, at), done: done(at) };
      from = at;
      bytes = 0;
    }
    bytes += size;
  }
  yield { records: records.slice(from), done: { records: records.length, digest: '' } };
}
