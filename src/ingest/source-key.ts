import { type Binding, type Row, type SourceDataset, valueAt } from '../sdk/index.ts';

/**
 * The raw fields by which a source names a record when it removes one: the binding's `key`, else the dataset's own
 * where removals come as events. undefined = removals never name a record, and no key is kept.
 */
export function toKeyFields(
  { key }: Pick<Binding, 'key'>,
  dataset: Pick<SourceDataset, 'key' | 'deletes'>,
): readonly string[] | undefined {
  if (key) return key;
  return dataset.deletes === 'events' && dataset.key.length > 0 ? dataset.key : undefined;
}

/** The key as one text: the value itself, or a JSON list of several. undefined when a part of it is missing. */
export function toSourceKey(fields: readonly string[] | undefined, raw: unknown): string | undefined {
  if (!fields || raw === null || typeof raw !== 'object') return undefined;
  const parts = fields.map((field) => valueAt(raw as Row, field));
  if (parts.some((part) => part === undefined || part === null)) return undefined;
  return parts.length === 1 ? String(parts[0]) : JSON.stringify(parts.map(String));
}
