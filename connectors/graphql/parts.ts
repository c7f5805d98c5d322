import { createHash } from 'node:crypto';
import type { Found } from './paths.ts';

export interface Part {
  records: Found[];
  /** Records of the page handed over with this part and those before it; `digest` '' = the page is done. */
  done: { records: number; digest: string };
}

/** What the first `count` records of a page are, in few characters. */
export function digestOf(records: readonly Found[], count: number): string {
  const hash = createHash('sha256');
  for (const { value } of records.slice(0, count)) hash.update(JSON.stringify(value ?? null)).update('\n');
  return hash.digest('base64url').slice(0, 22);
}

/** A page of the source, from record `skip` on, in parts of at most `pageBytes`; one part when it is small enough. */
export function* toParts(records: Found[], size: number, skip: number, pageBytes: number): Generator<Part> {
  let from = skip;
  let bytes = 0;
  for (let at = skip; at < records.length && size > pageBytes; at++) {
    const weight = Buffer.byteLength(JSON.stringify(records[at]!.value ?? null));
    if (at > from && bytes + weight > pageBytes) {
      yield { records: records.slice(from, at), done: { records: at, digest: digestOf(records, at) } };
      from = at;
      bytes = 0;
    }
    bytes += weight;
  }
  yield { records: records.slice(from), done: { records: records.length, digest: '' } };
}
