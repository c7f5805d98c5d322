import { type Schema, walkSchema } from './walk-schema.ts';

/** What is wrong at one place of a configuration's schema. */
export interface SchemaFault {
  /** JSON Pointer in connector.json. */
  pointer: string;
  reason: string;
}

/** Keywords a form can be made from; conditions and patterns over property names cannot be shown to a person. */
const RENDERABLE = new Set(
  `type title description default enum const format pattern minLength maxLength minimum maximum minItems maxItems items
   properties additionalProperties required oneOf discriminator x-secret x-ui x-vi`.split(/\s+/),
);

const SECRET_NAME = /(secret|password|passphrase|token|apikey|credential|privatekey)$/i;

/** Keywords that no form shows, and choices whose branches nobody can tell apart. */
export function* listUnrenderable(config: Schema): Generator<SchemaFault> {
  for (const { pointer, schema } of walkSchema(config)) {
    for (const keyword of Object.keys(schema))
      if (!RENDERABLE.has(keyword))
        yield { pointer, reason: `keyword "${keyword}" cannot be shown in a form` };
    const branches = (schema.oneOf ?? []) as Schema[];
    const constants = branches.map(constantsOf);
    // Either one property is a different constant in every branch, or the branches differ by what they require.
    const isTold =
      branches.length === 0 ||
      constants.every((found) => found.length === 1 && found[0] === constants[0]![0]) ||
      new Set(branches.map((branch) => String(branch.required))).size === branches.length;
    if (!isTold) yield { pointer: `${pointer}/oneOf`, reason: 'the branches cannot be told apart' };
  }
}

function constantsOf(branch: Schema): string[] {
  const properties = (branch.properties ?? {}) as Record<string, Schema>;
  return Object.entries(properties).flatMap(([name, schema]) => ('const' in schema ? [name] : []));
}

/** Properties named like a secret that are not marked, and marks on what holds no NAME of one. */
export function* listUnmarkedSecrets(config: Schema): Generator<SchemaFault> {
  for (const { pointer, name, schema } of walkSchema(config)) {
    const isMarked = schema['x-secret'] === true;
    if (isMarked && schema.type !== 'string')
      yield { pointer, reason: 'is marked x-secret, and holds no NAME of a secret' };
    if (isMarked && 'default' in schema) yield { pointer, reason: 'is marked x-secret, and has a default' };
    if (name !== undefined && schema.type === 'string' && SECRET_NAME.test(name) && !isMarked)
      yield { pointer, reason: `"${name}" is named like a secret and not marked x-secret` };
  }
}

/** `required` that names what is not there, and hints for forms that no form knows. */
export function* listContradictions(config: Schema): Generator<SchemaFault> {
  for (const { pointer, schema } of walkSchema(config)) {
    const known = Object.keys((schema.properties ?? {}) as object);
    // A branch of a choice may require what stands beside it.
    if (!pointer.includes('/oneOf/'))
      for (const name of (schema.required ?? []) as string[])
        if (
          !known.includes(name) &&
          !((schema.oneOf ?? []) as Schema[]).some((branch) => hasProperty(branch, name))
        )
          yield { pointer: `${pointer}/required`, reason: `"${name}" is not in properties` };
    const hint = schema['x-ui'];
    if (hint !== undefined && !isFormHint(hint))
      yield {
        pointer: `${pointer}/x-ui`,
        reason: 'holds group (text), order (number) and widget (text) only',
      };
  }
}

const hasProperty = (schema: Schema, name: string) =>
  Object.hasOwn((schema.properties ?? {}) as object, name);

function isFormHint(hint: unknown): boolean {
  if (typeof hint !== 'object' || hint === null || Array.isArray(hint)) return false;
  const types: Record<string, string> = { group: 'string', order: 'number', widget: 'string' };
  return Object.entries(hint).every(([key, value]) => typeof value === types[key]);
}

/** Places a person is asked for without being told what they are: neither title nor description nor a constant. */
export function* listUntitled(config: Schema): Generator<SchemaFault> {
  for (const { pointer, name, schema } of walkSchema(config))
    if (name !== undefined && !('const' in schema) && !('title' in schema) && !('description' in schema))
      yield { pointer, reason: `"${name}" has no title: a form shows its bare name` };
}
