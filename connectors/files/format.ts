import type { Change } from '../../src/sdk/index.ts';
import type { Encoding } from './config.ts';

/** What a parser hands over: changes of one block and how far it got. */
interface Parsed {
  changes: Change[];
  /** Characters consumed; the rest belongs to the next block. */
  consumed: number;
  /** Number of the line after the last one consumed. */
  line: number;
}

/** Reads the records of one file. */
export interface FileParser {
  encoding: Encoding;
  /** First byte and line number of the first record: after the header, if there is one. */
  start: { offset: number; line: number };
  parse(text: string, line: number, final: boolean): Parsed;
}

export interface ParserInput {
  /** First bytes of the file, decoded, without byte order mark. */
  head: string;
  encoding: Encoding;
  /** Bytes of the byte order mark. */
  skipBytes: number;
  /** The file is not longer than `head`. */
  whole: boolean;
  /** Name of the file, for provenance and messages. */
  name: string;
  /** Where a record came from, as `Origin.uri`. */
  uri: string;
}

/** Reason why a record cannot be identified, or undefined. */
export function missingKey(row: Record<string, unknown>, key: readonly string[]): string | undefined {
  for (const field of key) {
    const value = row[field];
    if (value === undefined || value === null || value === '') return `key column ${field} is empty`;
  }
  return undefined;
}
