import { hash } from 'node:crypto';
import { NulCharacterError, toCopyField } from './copy-text.ts';
import type { Entry } from './entry.ts';
import type { BadRecord, Put, RecordPage } from './page.ts';
import { quoteName } from './table.ts';

/** Columns of a line, for staging as for the table itself. */
export function lineColumns({ table }: Entry): string[] {
  return [...table.data.map(({ column }) => column), '_hash', '_src_uri', '_src_pos'].map(quoteName);
}

/** A record as a line of COPY in two pieces, without the line's end. Its fingerprint is taken of the values alone. */
export function toLine(
  entry: Entry,
  { record, uri, pos }: Put,
  fingerprints?: Map<object, string>,
): [values: string, rest: string] {
  const values = entry.toLine(record);
  const fingerprint = hash('sha1', values, 'base64');
  fingerprints?.set(record, fingerprint);
  return [values, `\t${fingerprint}\t${toCopyField(uri)}\t${toCopyField(pos)}`];
}

/** Encodes as the server takes the lines, so that both work at the same time. */
export function* toLines(
  { entry, page }: { entry: Entry; page: Pick<RecordPage, 'fingerprints'> },
  puts: Put[],
  unstorable: BadRecord[],
  end = '\n',
): Generator<string> {
  for (const put of puts) {
    try {
      const [values, rest] = toLine(entry, put, page.fingerprints);
      // Not put together: the values are a text of their own already, for the fingerprint.
      yield values;
      yield rest + end;
    } catch (error) {
      if (!(error instanceof NulCharacterError)) throw error;
      unstorable.push(toBad(put, 'contains the character U+0000, which cannot be stored'));
    }
  }
}

/** A record that the store refuses. */
export function toBad({ record, uri, pos }: Put, message: string): BadRecord {
  return { raw: JSON.stringify(record), reason: 'store', field: null, message, uri, pos };
}

/** The data's fault (SQLSTATE 22, 23), not the server's or the connection's. */
export function isDataError(error: unknown): boolean {
  return /^2[23]/.test(String((error as { code?: unknown }).code ?? ''));
}
