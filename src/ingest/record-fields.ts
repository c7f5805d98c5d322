import { z } from 'zod';
import type { RecordKind } from '../store/dataset.ts';

/** One field of a canonical record, as a mapping sees it. */
export interface RecordField {
  name: string;
  /** A record without it is refused. */
  required: boolean;
  /** The record works it out from the others; a mapping may leave it out. */
  derived: boolean;
  /** JSON types it takes, without `null`; empty = any. */
  types: string[];
  /** Codes it takes, when it takes nothing else. */
  codes?: string[];
}

interface Part {
  type?: string | string[];
  enum?: unknown[];
  anyOf?: Part[];
  default?: unknown;
}

/** The fields of a kind of record, read from the schema that judges it. Order: as declared. */
export function listRecordFields(kind: Pick<RecordKind, 'record'>): RecordField[] {
  // `any` stands for what JSON Schema has no word for: a field with a check of our own still shows its name and type.
  const schema = z.toJSONSchema(kind.record, { io: 'input', unrepresentable: 'any' }) as {
    properties?: Record<string, Part>;
    required?: string[];
  };
  const required = new Set(schema.required ?? []);
  return Object.entries(schema.properties ?? {}).map(([name, part]) => {
    const parts = (part.anyOf ?? [part]).filter((one) => one.type !== 'null');
    const types = [...new Set(parts.flatMap(({ type }) => type ?? []))].filter((type) => type !== 'null');
    const codes = parts.every((one) => one.enum) ? parts.flatMap((one) => one.enum ?? []).map(String) : [];
    // `derived()` of the model is a text that may be left empty.
    const derived = part.default === '';
    return { name, required: required.has(name), derived, types, ...(codes.length > 0 ? { codes } : {}) };
  });
}
