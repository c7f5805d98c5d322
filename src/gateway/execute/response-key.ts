import type { FieldNode } from 'graphql';

/**
 * Response keys inside the gateway. Objects under way carry the client's fields and the planner's (keys, `requires`,
 * `__typename`) side by side, so a client's `id: email` would overwrite the `id` that the next fetch needs. Such
 * aliases travel under a prefixed name and get their own name back in the answer. So does a field with arguments: what
 * is required may be the same field with others.
 */
const PREFIX = '_hub_';

/** Key of a field in the data under way. `fieldNames`: every field name of the graph. */
export function toInternalKey(field: FieldNode, fieldNames: ReadonlySet<string>): string {
  const key = field.alias?.value ?? field.name.value;
  if (key === field.name.value && !field.arguments?.length) return key;
  return key.startsWith('_') || fieldNames.has(key) ? PREFIX + key : key;
}

/** The client's key again, e.g. for error paths. */
export function toClientKey(internal: string): string {
  return internal.startsWith(PREFIX) ? internal.slice(PREFIX.length) : internal;
}
