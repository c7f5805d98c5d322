import { type Binding, type Row, type SourceDataset, valueAt } from '../sdk/index.ts';
import type { Lineage } from './lineage.ts';
import type { Preview } from './preview.ts';
import type { RecordField } from './record-fields.ts';

/** What stands between what a source offers and what the hub's record wants. */
export interface MappingGaps {
  /** Raw fields that no record field comes from. */
  unmappedColumns: string[];
  /** Raw fields that the table of fields names and neither the source's schema nor any row has. */
  missingColumns: { name: string; required: boolean }[];
  /** Record fields that nothing feeds; undefined = only rows could tell, and there were none to look at. */
  unfedFields: { name: string; required: boolean }[] | undefined;
  /** Values for which the mapping has no code, with the field they are for. */
  unknownCodes: { field: string; values: string[] }[];
}

/**
 * Compares a binding with its two sides. `preview` holds rows of the source where there are any; without them only a
 * table of fields can be judged, because a map function shows what it feeds by running.
 */
export function compareMapping(
  binding: Binding,
  offered: SourceDataset,
  fields: readonly RecordField[],
  preview: Preview | undefined,
): MappingGaps {
  const columns = Object.keys((offered.schema.properties ?? {}) as object);
  const lineage = preview?.rows.length ? preview.lineage : toStaticLineage(binding, columns);
  const used = new Set(Object.values(lineage ?? {}).flat());
  const isUsed = (column: string) =>
    used.has(column) || [...used].some((path) => path.startsWith(`${column}.`));
  const left = lineage ? columns.filter((column) => !isUsed(column)) : [];
  // Rows say more than a schema: `chuXe.ma` is left behind although `chuXe.loai` is taken.
  const unmapped = [...new Set([...left, ...(preview?.unmapped ?? [])])];
  const rows = preview?.rows ?? [];
  const isKnown = (path: string) =>
    columns.includes(path) ||
    columns.includes(path.split('.')[0]!) ||
    rows.some(({ raw }) => valueAt(raw as Row, path) !== undefined);
  const missing =
    binding.map || !binding.fields || offered.sampled ? [] : [...used].filter((p) => !isKnown(p));
  const needed = new Set(
    fields.filter(({ required }) => required).flatMap(({ name }) => lineage?.[name] ?? []),
  );
  return {
    unmappedColumns: unmapped
      .filter((path) => !unmapped.some((other) => path.startsWith(`${other}.`)))
      .sort(),
    missingColumns: missing.sort().map((name) => ({ name, required: needed.has(name) })),
    unfedFields:
      lineage &&
      fields
        .filter(({ name, derived }) => !derived && !(name in lineage))
        .map(({ name, required }) => ({ name, required })),
    unknownCodes: findUnknownCodes(binding, offered, fields, preview),
  };
}

/** What a table of fields says of itself; a map function has to be run. Neither = fields are taken by their names. */
function toStaticLineage({ map, fields }: Binding, columns: readonly string[]): Lineage | undefined {
  if (map) return undefined;
  if (!fields) return Object.fromEntries(columns.map((column) => [column, [column]]));
  return Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [name, [typeof field === 'string' ? field : field.from]]),
  );
}

/** From the source's own list of values where it has one, and from the rows that were refused. */
function findUnknownCodes(
  { fields: table, map }: Binding,
  offered: SourceDataset,
  fields: readonly RecordField[],
  preview: Preview | undefined,
): MappingGaps['unknownCodes'] {
  const found = new Map<string, Set<string>>();
  const note = (field: string, value: string) => found.set(field, (found.get(field) ?? new Set()).add(value));
  const properties = (offered.schema.properties ?? {}) as Record<string, { enum?: unknown[] }>;
  for (const { name, codes } of fields) {
    const entry = map ? undefined : table?.[name];
    if (!codes || !entry) continue;
    const { from, read } = typeof entry === 'string' ? { from: entry, read: undefined } : entry;
    const isKnown = (value: unknown) => {
      try {
        const code = read ? read(value) : value;
        return code === null || codes.includes(String(code));
      } catch {
        // The reader's way of saying that it does not know the value.
        return false;
      }
    };
    for (const value of properties[from]?.enum ?? []) if (!isKnown(value)) note(name, String(value));
  }
  for (const { raw, refused } of preview?.rows ?? []) {
    if (!refused?.field) continue;
    const isCode = / is not one of /.test(refused.message);
    const target = fields.find(({ name, codes }) => codes && name === refused.field);
    if (!isCode && !target) continue;
    const paths = target ? (preview?.lineage[target.name] ?? []) : [refused.field];
    for (const path of paths) note(refused.field, String(valueAt(raw as Row, path) ?? ''));
  }
  return [...found].map(([field, values]) => ({ field, values: [...values].sort() }));
}
