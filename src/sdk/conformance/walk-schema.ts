export type Schema = Record<string, unknown>;

export interface SchemaNode {
  /** Dotted, for messages. */
  path: string;
  /** Property name, where the node is a property. */
  name: string | undefined;
  schema: Schema;
}

/** Every subschema of a configuration schema, itself first. */
export function* walkSchema(schema: Schema, path = 'config', name?: string): Generator<SchemaNode> {
  yield { path, name, schema };
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  for (const [key, child] of Object.entries(properties)) yield* walkSchema(child, `${path}.${key}`, key);
  for (const child of (schema.oneOf ?? []) as Schema[])
    yield* walkSchema(child, `${path}|${String(child.title ?? '')}`);
  if (typeof schema.items === 'object' && schema.items !== null)
    yield* walkSchema(schema.items as Schema, `${path}[]`);
}
