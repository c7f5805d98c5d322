import { applyFields, type Binding, type Row } from '../sdk/index.ts';
import type { RecordKind } from '../store/dataset.ts';
import type { BadRecord } from '../store/page.ts';
import { compileGlance, type Glance } from './glance.ts';

/** Raw → record candidate, by the binding's map function or its table of fields. */
export function toCandidate(binding: Binding, raw: Row): Row {
  if (binding.map) return binding.map(raw);
  return binding.fields ? applyFields(binding.fields, raw) : raw;
}

const glances = new WeakMap<RecordKind['record'], Glance<object> | undefined>();

function glanceOf<R extends object>({ record: schema }: RecordKind<R>): Glance<R> | undefined {
  if (!glances.has(schema)) glances.set(schema, compileGlance(schema));
  return glances.get(schema) as Glance<R> | undefined;
}

/** A valid record, or the first field that is wrong and why. */
export function judge<R extends object>(
  kind: RecordKind<R>,
  candidate: Row,
): { record: R } | Pick<BadRecord, 'field' | 'message'> {
  const record = glanceOf(kind)?.(candidate);
  if (record) return { record };
  const parsed = kind.record.safeParse(candidate);
  if (parsed.success) return { record: parsed.data };
  const messages = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  return { field: parsed.error.issues[0]?.path.join('.') || null, message: messages.join('; ') };
}

/** A raw record as quarantine and landing keep it. */
export function toText(raw: unknown): string {
  try {
    return JSON.stringify(raw) ?? 'null';
  } catch {
    // Drivers may give 64-bit numbers as bigint, which JSON does not know; asking for each value costs half as much again.
    return JSON.stringify(raw, (_, value) => (typeof value === 'bigint' ? String(value) : value)) ?? 'null';
  }
}
