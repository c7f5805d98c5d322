import { createHash } from 'node:crypto';
import { type DocumentNode, Kind, print } from 'graphql';

const digests = new WeakMap<DocumentNode, string>();

/** SHA-256 of a document as graphql-js prints it, so that white space and comments do not count. base64url. */
export function digestOf(document: DocumentNode): string {
  let digest = digests.get(document);
  if (digest === undefined) {
    digest = createHash('sha256').update(print(document)).digest('base64url');
    digests.set(document, digest);
  }
  return digest;
}

/**
 * Equal for requests that mean the same: document, operation, the variables that it declares, whatever order they
 * came in. `generation` tells one schema from the next.
 */
export function toCacheKey(
  generation: number,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Readonly<Record<string, unknown>> | null | undefined,
): string {
  const declared = new Set<string>();
  for (const node of document.definitions)
    if (node.kind === Kind.OPERATION_DEFINITION)
      for (const { variable } of node.variableDefinitions ?? []) declared.add(variable.name.value);
  const given = Object.entries(variables ?? {}).filter(([name]) => declared.has(name));
  const text = JSON.stringify([generation, digestOf(document), operationName ?? '', toSorted(given)]);
  return createHash('sha256').update(text).digest('base64url');
}

function toSorted(entries: [string, unknown][]): [string, unknown][] {
  return entries
    .map(([name, value]): [string, unknown] => [name, canonical(value)])
    .sort(([left], [right]) => (left < right ? -1 : 1));
}

/** Objects as lists of entries in order; a tag keeps them apart from lists. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (value === null || typeof value !== 'object') return value;
  return { object: toSorted(Object.entries(value)) };
}
