import type { Row, SourceDataset } from '../../sdk/index.ts';
import type { Column } from './propose-mapping.ts';

/** Distinct values kept of a column: enough to see codes and how dates are written. */
const SAMPLES = 30;

/** Columns by what the source says and what some of its rows show; a list counts as one value. */
export function toColumns(dataset: SourceDataset, rows: readonly Row[]): Column[] {
  const found = new Map<string, Set<unknown>>();
  for (const row of rows)
    for (const [path, value] of leavesOf(row)) {
      const samples = found.get(path) ?? new Set();
      if (samples.size < SAMPLES) samples.add(value);
      found.set(path, samples);
    }
  const declared = (dataset.schema.properties ?? {}) as Record<string, { enum?: unknown[] }>;
  for (const [name, { enum: listed = [] }] of Object.entries(declared)) {
    // Rows tell more: what lies within it stands there already.
    if ([...found.keys()].some((path) => path.startsWith(`${name}.`))) continue;
    found.set(name, new Set([...(found.get(name) ?? []), ...listed]));
  }
  return [...found].map(([path, samples]) => ({ path, samples: [...samples] }));
}

function leavesOf(row: Row, at = ''): [path: string, value: unknown][] {
  return Object.entries(row).flatMap(([name, value]): [string, unknown][] =>
    value !== null && typeof value === 'object' && !Array.isArray(value) && Object.keys(value).length > 0
      ? leavesOf(value as Row, `${at}${name}.`)
      : [[`${at}${name}`, value]],
  );
}
