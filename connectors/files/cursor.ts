import type { Json } from '../../src/sdk/index.ts';
import type { Position } from './format.ts';

/** Tells one state of a file from another: size in bytes, time of the last change in epoch milliseconds, S3's etag. */
export type Fingerprint = [size: number, modifiedMs: number, etag?: string];

export interface FilesCursor {
  /** Files read to the end that still lie in the place, by name. */
  done: Record<string, Fingerprint>;
  /** The file being read and where it goes on. `bad`: a record of it was refused, so it is no complete snapshot. */
  at: ({ name: string; print: Fingerprint; bad?: true } & Position) | null;
  /** Header of the last file that was read to its end. */
  columns?: string[];
}

export function toCursor(json: Json | null): FilesCursor {
  return json === null ? { done: {}, at: null } : (json as unknown as FilesCursor);
}

export function toJson(cursor: FilesCursor): Json {
  return structuredClone(cursor) as unknown as Json;
}

export function isSame(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1] && a[2] === b[2];
}
