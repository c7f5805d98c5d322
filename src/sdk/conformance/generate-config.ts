import type { Json } from '../contract.ts';
import { compileSchema } from '../schema.ts';
import { createRandom } from './rows.ts';
import type { Schema } from './walk-schema.ts';

/** Texts for the formats and patterns that configurations use; the first that fits is taken. */
const TEXTS = [
  'generated',
  'https://example.org/a',
  'PT10M',
  'GENERATED_SECRET',
  '10.0.0.0/8',
  '2026-01-31',
  '2026-01-31T00:00:00Z',
  'someone@example.org',
  '/generated/place',
  'mqtt://example.org',
  'nats://example.org',
  'amqp://example.org',
  'redis://example.org',
  'postgres://example.org/db',
  'EPSG:4326',
  'a1',
  '1',
  'a.b',
];

/** A schema asks for something that cannot be made up, e.g. a text of an unusual pattern. */
class CannotGenerate extends Error {}

/**
 * Configurations that a schema allows, made up from a fixed seed. `example` is a configuration known to be good: its
 * values stand in where a schema asks for something that cannot be made up. Throws when a required entry is of that kind.
 */
export function generateConfigs(
  schema: Schema,
  example: Record<string, unknown>,
  count: number,
  seed = 4,
): Record<string, unknown>[] {
  const random = createRandom(seed);
  return Array.from({ length: count }, () => generate(schema, example, random) as Record<string, unknown>);
}

function generate(schema: Schema, example: unknown, random: () => number): unknown {
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  if ('const' in schema) return schema.const;
  if (schema.enum) return pick(schema.enum as Json[]);
  if (schema['x-secret'] === true) return 'GENERATED_SECRET';
  if (schema.oneOf || schema.anyOf) {
    const branches = (schema.oneOf ?? schema.anyOf) as Schema[];
    return generateObject(merge(schema, pick(branches), branches), example, random);
  }
  const type = Array.isArray(schema.type) ? pick(schema.type as string[]) : schema.type;
  switch (type) {
    case 'object':
      return generateObject(schema, example, random);
    case 'array':
      return generateArray(schema, example, random);
    case 'string':
      return generateText(schema, example);
    case 'boolean':
      return random() < 0.5;
    case 'integer':
    case 'number':
      return generateNumber(schema, random);
    case 'null':
      return null;
    default:
      if (schema.properties) return generateObject(schema, example, random);
      if (example !== undefined) return example;
      throw new CannotGenerate('an entry without a type');
  }
}

function merge(schema: Schema, branch: Schema, branches: readonly Schema[]): Schema {
  const properties: Record<string, Schema> = {
    ...(schema.properties as Record<string, Schema>),
    ...(branch.properties as Record<string, Schema>),
  };
  const required = new Set([...requiredOf(schema), ...requiredOf(branch)]);
  // A branch is told by its constant, so that one always stands there.
  const constants = Object.keys(properties).filter((key) => 'const' in properties[key]!);
  // Else by what it requires: what another branch requires would make both match.
  if (constants.length === 0)
    for (const key of branches.flatMap(requiredOf)) if (!required.has(key)) delete properties[key];
  return { type: 'object', properties, required: [...required, ...constants] };
}

const requiredOf = (schema: Schema) => (schema.required ?? []) as string[];

function generateObject(schema: Schema, example: unknown, random: () => number): unknown {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const required = requiredOf(schema);
  const known = (example !== null && typeof example === 'object' ? example : {}) as Record<string, unknown>;
  const made: Record<string, unknown> = {};
  for (const key of new Set([...required, ...Object.keys(properties)])) {
    const isRequired = required.includes(key);
    if (!isRequired && random() < 0.5) continue;
    try {
      made[key] = generate(properties[key] ?? {}, known[key], random);
    } catch (error) {
      // What nobody has to write is left out.
      if (isRequired || !(error instanceof CannotGenerate)) throw error;
    }
  }
  return made;
}

function generateArray(schema: Schema, example: unknown, random: () => number): unknown[] {
  const least = Number(schema.minItems ?? 0);
  const most = Math.min(Number(schema.maxItems ?? least + 2), least + 2);
  const count = least + Math.floor(random() * (most - least + 1));
  const items = (schema.items ?? {}) as Schema;
  const known = Array.isArray(example) ? (example as unknown[]) : [];
  return Array.from({ length: count }, (_, i) => generate(items, known[i] ?? known[0], random));
}

function generateNumber(schema: Schema, random: () => number): number {
  const least = Number(schema.minimum ?? 1);
  const most = Math.min(Number(schema.maximum ?? least + 100), least + 100);
  return least + Math.floor(random() * (Math.floor(most - least) + 1));
}

const compiled = new WeakMap<Schema, (text: string) => boolean>();

/** Inside an object, because a default has no place at the root of a schema. */
function compileText(schema: Schema): (text: string) => boolean {
  const validate = compileSchema({ type: 'object', properties: { value: schema } });
  return (value) => validate({ value });
}

function generateText(schema: Schema, example: unknown): string {
  const validate = compiled.get(schema) ?? compileText(schema);
  compiled.set(schema, validate);
  const fitting = [...TEXTS, ...(typeof example === 'string' ? [example] : [])].find((text) =>
    validate(text),
  );
  if (fitting !== undefined) return fitting;
  const padded = 'generated'.padEnd(Number(schema.minLength ?? 0), 'g');
  const cut = padded.slice(0, Number(schema.maxLength ?? padded.length));
  if (validate(cut)) return cut;
  throw new CannotGenerate(`a text like ${String(schema.pattern ?? schema.format)}`);
}
