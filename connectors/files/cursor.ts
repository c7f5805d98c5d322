import type { Json } from '../../src/sdk/index.ts';

/** Tells one state of a file from another: size in bytes and time of the last change in epoch milliseconds. */
export type Fingerprint = [size: number, modifiedMs: number];

export interface FilesCursor {
  /** Files read to the end that still lie in the folder, by name. */
  done: Record<string, Fingerprint>;
  /** The file being read: the next byte and its line number. */
  at: { name: string; print: Fingerprint; offset: number; line: number } | null;
}

export function toCursor(json: Json | null): FilesCursor {
  return json === null ? { done: {}, at: null } : (json as unknown as FilesCursor);
}

export function toJson(cursor: FilesCursor): Json {
  return structuredClone(cursor) as unknown as Json;
}

export function isSame(a: Fingerprint | undefined, b: Fingerprint | undefined): boolean {
  return a !== undefined && b !== undefined && a[0] === b[0] && a[1] === b[1];
}
