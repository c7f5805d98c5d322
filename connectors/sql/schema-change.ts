import { ConnectorError } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { Relation } from './relation.ts';

const RANKS = ['tinyint', 'smallint', 'mediumint', 'integer', 'bigint'];

/** `character varying(20)` → its name and its numbers. No number = without limit. */
function parse(declared: string): { name: string; sizes: number[] } {
  const name = declared.replace(/\(.*?\)/, '').replace(/^int\b/, 'integer');
  const sizes = /\(([^)]*)\)/.exec(declared)?.[1]?.split(',') ?? [];
  return {
    name,
    sizes: sizes.map((size) => (size.trim() === 'max' ? Number.POSITIVE_INFINITY : Number(size))),
  };
}

/** Every value of the old type is one of the new. */
function isWidened(before: Column, after: Column): boolean {
  const [old, now] = [parse(before.declared), parse(after.declared)];
  if (RANKS.includes(old.name) && RANKS.includes(now.name))
    return RANKS.indexOf(now.name) >= RANKS.indexOf(old.name);
  if (old.name === 'character varying' && now.name === 'text') return true;
  if (old.name !== now.name) return false;
  if (now.sizes.length === 0) return true;
  return old.sizes.length > 0 && now.sizes.every((size, i) => size >= (old.sizes[i] ?? 0));
}

/** Throws `drift` when a column that is being read was dropped, or can hold less than before. */
export function assertNotNarrowed(dataset: string, before: Relation, after: Relation): void {
  for (const column of before.columns.values()) {
    const now = after.columns.get(column.name);
    if (!now) throw new ConnectorError('drift', `dataset ${dataset}: column "${column.name}" is gone`);
    if (now.declared !== column.declared && !isWidened(column, now))
      throw new ConnectorError(
        'drift',
        `dataset ${dataset}: column "${column.name}" was ${column.declared} and is ${now.declared} now`,
      );
  }
}
