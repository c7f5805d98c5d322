import type { Json } from '../../src/sdk/index.ts';

/** Value of each placeholder; null = it has none this time. */
export type Values = Record<string, string | number | null>;

export const PLACEHOLDER = /\{([A-Za-z][\w.-]*)\}/g;

/** Names of the placeholders in a tree of parameters. */
export function placeholdersIn(tree: Json): string[] {
  if (typeof tree === 'string') return [...tree.matchAll(PLACEHOLDER)].map(([, name]) => name!);
  return tree !== null && typeof tree === 'object' ? Object.values(tree).flatMap(placeholdersIn) : [];
}

/**
 * Parameters with their placeholders filled. What holds a placeholder without a value is left out, and so is an element
 * with nothing left in it.
 */
export function fillParameters(tree: Json, values: Values): Json | undefined {
  if (typeof tree === 'string') {
    if (placeholdersIn(tree).some((name) => (values[name] ?? null) === null)) return undefined;
    return tree.replace(PLACEHOLDER, (_, name: string) => String(values[name]));
  }
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) {
    const filled = tree.map((one) => fillParameters(one, values)).filter((one) => one !== undefined);
    return filled.length === 0 && tree.length > 0 ? undefined : filled;
  }
  const filled = Object.entries(tree)
    .map(([name, inner]) => [name, fillParameters(inner, values)] as const)
    .filter((entry): entry is [string, Json] => entry[1] !== undefined);
  const isEmptied = filled.length === 0 && Object.keys(tree).length > 0;
  return isEmptied ? undefined : Object.fromEntries(filled);
}

const holdsKey = (tree: Json) => placeholdersIn(tree).some((name) => /^key(\.|$)/.test(name));

/** Parameters of a look-up: the element that stands for a key is written once for each of them. */
export function fillKeys(tree: Json, keys: readonly Values[], each: string | undefined): Json {
  if (tree === null || typeof tree !== 'object') return tree;
  if (Array.isArray(tree)) return tree.map((one) => fillKeys(one, keys, each));
  return Object.fromEntries(
    Object.entries(tree).map(([name, inner]): [string, Json] => {
      const isEach = each === undefined ? typeof inner === 'string' && holdsKey(inner) : name === each;
      if (!isEach) return [name, fillKeys(inner, keys, each)];
      return [name, keys.map((key) => fillParameters(inner, key) ?? '')];
    }),
  );
}
