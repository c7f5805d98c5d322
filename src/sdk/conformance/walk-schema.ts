export type Schema = Record<string, unknown>;

export interface SchemaNode {
  /** Dotted, for messages. */
  path: string;
  /** JSON Pointer (RFC 6901) from the manifest's root. */
  pointer: string;
  /** Property name, where the node is a property. */
  name: string | undefined;
  schema: Schema;
}

const escapeToken = (token: string) => token.replaceAll('~', '~0').replaceAll('/', '~1');

/** Every subschema of a configuration schema, itself first. */
export function* walkSchema(
  schema: Schema,
  path = 'config',
  pointer = '/config',
  name?: string,
): Generator<SchemaNode> {
  yield { path, pointer, name, schema };
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  for (const [key, child] of Object.entries(properties))
    yield* walkSchema(child, `${path}.${key}`, `${pointer}/properties/${escapeToken(key)}`, key);
  for (const [i, child] of ((schema.oneOf ?? []) as Schema[]).entries())
    yield* walkSchema(child, `${path}|${String(child.title ?? '')}`, `${pointer}/oneOf/${i}`);
  if (typeof schema.items === 'object' && schema.items !== null)
    yield* walkSchema(schema.items as Schema, `${path}[]`, `${pointer}/items`);
}
