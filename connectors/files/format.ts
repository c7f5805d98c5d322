import type { Change } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';

/** Where reading of a file goes on: at a byte (text of lines), or after so many records (documents). */
export type Position = { offset: number; line: number } | { record: number };

/** Some records of a file, and where the next ones begin. */
export interface Part {
  changes: Change[];
  position: Position;
  last: boolean;
}

/** An opened file of one format. */
export interface RecordReader {
  /** Columns of its header; absent where records carry their own names. */
  columns?: string[];
  /** The records from a position on (absent = the first), in parts of about `pageBytes`. Called once. */
  parts(from: Position | undefined, pageBytes: number): AsyncGenerator<Part>;
  /** Ends what `parts` did not use up. */
  close?(): Promise<void>;
}

/** What every format gets to know of its file. */
export interface FileInput {
  source: ByteSource;
  /** Bytes of the source. */
  size: number;
  /** Name of the file, for messages. */
  name: string;
  /** Where a record came from, as `Origin.uri`. */
  uri: string;
  dataset: FileDataset;
  /** Columns of the file before, which must be there again; absent where none is known or others were agreed. */
  remembered?: readonly string[];
  /** Largest size after decompression. */
  maxBytes: number;
  signal: AbortSignal;
}

/** Bytes at any place of a file: a file handle, or the same over a network. Short only at the end of the file. */
export interface ByteSource {
  read(into: Buffer, at: number, length: number, position: number): Promise<{ bytesRead: number }>;
  close(): Promise<void>;
}

/** Key column of a record that is empty, so that the record cannot be identified; or undefined. */
export function emptyKey(row: Record<string, unknown>, key: readonly string[]): string | undefined {
  for (const field of key) {
    const value = row[field];
    if (value === undefined || value === null || value === '') return field;
  }
  return undefined;
}
