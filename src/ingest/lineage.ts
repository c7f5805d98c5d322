import type { Binding, Row } from '../sdk/index.ts';
import { toCandidate } from './map.ts';

/** Record field → raw paths it is made from. */
export type Lineage = Record<string, string[]>;

/**
 * Which raw paths each field of a record comes from. A table of fields says so itself; a map function is asked: maps
 * are pure, so each raw value is taken away in turn, and the fields that change or can no longer be made come from it.
 */
export function traceLineage(binding: Binding, raw: Row): Lineage {
  if (binding.fields && !binding.map)
    return Object.fromEntries(
      Object.entries(binding.fields).map(([name, field]) => [
        name,
        [typeof field === 'string' ? field : field.from],
      ]),
    );
  const whole = toCandidate(binding, raw);
  const lineage: Lineage = Object.fromEntries(Object.keys(whole).map((name) => [name, []]));
  for (const path of leavesOf(raw)) {
    for (const name of changedFields(binding, raw, path, whole)) lineage[name]!.push(path.join('.'));
  }
  return lineage;
}

/** Raw fields that no record field comes from: what a mapping leaves behind. */
export function unmappedPaths(raw: Row, lineage: Lineage): string[] {
  const used = new Set(Object.values(lineage).flat());
  return leavesOf(raw)
    .map((path) => path.join('.'))
    .filter((path) => !used.has(path) && ![...used].some((taken) => path.startsWith(`${taken}.`)));
}

function changedFields(binding: Binding, raw: Row, path: string[], whole: Row): string[] {
  let without: Row;
  try {
    without = toCandidate(binding, omit(raw, path));
  } catch {
    // The map cannot do without it; which field it was for shows when another value stands in its place.
    try {
      without = toCandidate(binding, replace(raw, path));
    } catch {
      return [];
    }
  }
  return Object.keys(whole).filter((name) => JSON.stringify(without[name]) !== JSON.stringify(whole[name]));
}

/** Paths to the values of a record; a list counts as one value. */
function leavesOf(value: Row, at: string[] = []): string[][] {
  return Object.entries(value).flatMap(([name, child]) =>
    child !== null && typeof child === 'object' && !Array.isArray(child) && Object.keys(child).length > 0
      ? leavesOf(child as Row, [...at, name])
      : [[...at, name]],
  );
}

function change(raw: Row, [name, ...rest]: string[], leaf: (parent: Row, name: string) => void): Row {
  const copy = { ...raw };
  if (rest.length === 0) leaf(copy, name!);
  else copy[name!] = change(copy[name!] as Row, rest, leaf);
  return copy;
}

const omit = (raw: Row, path: string[]) => change(raw, path, (parent, name) => delete parent[name]);

/** A value of the same kind that is not the same. */
const replace = (raw: Row, path: string[]) =>
  change(raw, path, (parent, name) => {
    const value = parent[name];
    if (typeof value === 'number') parent[name] = value + 1;
    else if (typeof value === 'string') parent[name] = /^\d+$/.test(value) ? `${value}1` : `${value}x`;
    else delete parent[name];
  });
