import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import addFormats from 'ajv-formats';

/** Keywords of ours inside a JSON Schema: a secret's NAME, a hint for forms, a bilingual title. */
const OWN_KEYWORDS = ['x-secret', 'x-ui', 'x-vi'];

function createAjv(): Ajv2020 {
  const ajv = new Ajv2020({
    strict: true,
    // Tuples and required-only branches are legal schemas; unknown keywords are the mistake to catch.
    strictTypes: false,
    strictTuples: false,
    strictRequired: false,
    discriminator: true,
    useDefaults: true,
    validateFormats: true,
  });
  addFormats.default(ajv);
  for (const keyword of OWN_KEYWORDS) ajv.addKeyword(keyword);
  return ajv;
}

const compiled = new WeakMap<object, ValidateFunction>();

/** Compiles a JSON Schema 2020-12; throws with ajv's reason when it is none. Validating fills in defaults. */
export function compileSchema(schema: Record<string, unknown>): ValidateFunction {
  let validate = compiled.get(schema);
  if (!validate) {
    validate = createAjv().compile(schema);
    compiled.set(schema, validate);
  }
  return validate;
}

/** Dotted path and reason of the first error, in words a person can act on. */
export function describeSchemaError(errors: readonly ErrorObject[] | null | undefined): {
  path: string;
  reason: string;
} {
  const error = errors?.[0];
  if (!error) return { path: '(root)', reason: 'is not valid' };
  const path = error.instancePath.split('/').slice(1).map(unescapePointer);
  const params = error.params as Record<string, unknown>;
  const at = (...more: unknown[]) => [...path, ...more].join('.') || '(root)';
  switch (error.keyword) {
    case 'required':
      return { path: at(params.missingProperty), reason: 'is required' };
    case 'additionalProperties':
    case 'unevaluatedProperties':
      return {
        path: at(params.additionalProperty ?? params.unevaluatedProperty),
        reason: 'is not known here',
      };
    case 'enum':
      return { path: at(), reason: `must be one of ${(params.allowedValues as unknown[]).join(', ')}` };
    case 'discriminator':
      return { path: at(params.tag), reason: `"${String(params.tagValue)}" is not one of the kinds` };
    default:
      return { path: at(), reason: error.message ?? 'is not valid' };
  }
}

function unescapePointer(token: string): string {
  return token.replaceAll('~1', '/').replaceAll('~0', '~');
}

type Schema = Record<string, unknown>;

/** Schemas that may govern a place in a configuration. */
export function schemasAt(schema: Schema, steps: readonly string[]): Schema[] {
  const branches = ((schema.oneOf ?? []) as Schema[]).flatMap((branch) => schemasAt(branch, steps));
  const [step, ...rest] = steps;
  if (step === undefined) return [schema, ...branches];
  const child =
    (schema.properties as Record<string, Schema> | undefined)?.[step] ??
    ((schema.items ?? schema.additionalProperties) as Schema | boolean | undefined);
  return [...(typeof child === 'object' ? schemasAt(child, rest) : []), ...branches];
}
