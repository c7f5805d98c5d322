import { Problem } from '../kernel/problem.ts';
import { CONNECTOR_CONFIG_INVALID } from '../kernel/problems/connector.ts';
import type { Manifest } from './contract.ts';
import { compileSchema, describeSchemaError } from './schema.ts';
import { toSecretReference } from './secret-reference.ts';
import { isEnvRef } from './source.ts';

type Schema = Record<string, unknown>;

function childSchemas(schema: Schema, key: string): Schema[] {
  const properties = schema.properties as Record<string, Schema> | undefined;
  const branches = ((schema.oneOf ?? schema.anyOf ?? []) as Schema[]).flatMap((branch) =>
    childSchemas(branch, key),
  );
  const items = /^\d+$/.test(key) ? (schema.items as Schema | undefined) : undefined;
  return [properties?.[key], items, ...branches].filter((found) => found !== undefined);
}

/**
 * Copies a configuration with its `env(…)` references resolved. Where the schema says `x-secret`, the reference
 * becomes the variable's NAME (or `file:/path`) and a literal that does not look like one is refused: a secret never
 * stands in a configuration.
 */
function resolve(
  value: unknown,
  schemas: Schema[],
  path: string,
  environment: NodeJS.ProcessEnv,
  refuse: (path: string, reason: string) => never,
): unknown {
  if (schemas.some((schema) => schema['x-secret'] === true)) {
    if (isEnvRef(value) && value.fallback !== undefined) refuse(path, 'a secret has no fallback');
    return (
      toSecretReference(isEnvRef(value) ? value.env : value) ??
      refuse(
        path,
        'write the NAME of the environment variable that holds the secret (or file:/path), not its value',
      )
    );
  }
  if (isEnvRef(value)) {
    return (
      environment[value.env] ?? value.fallback ?? refuse(path, `environment variable ${value.env} is not set`)
    );
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(([key, child]) => {
    const inner = schemas.flatMap((schema) => childSchemas(schema, key));
    return [key, resolve(child, inner, path ? `${path}.${key}` : key, environment, refuse)] as const;
  });
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/**
 * A source's configuration → the one its connector gets: references resolved, defaults filled in, judged by the
 * manifest's schema. Throws a Problem naming source, place, reason and remedy.
 */
export function judgeConfig<C = Record<string, unknown>>(
  manifest: Manifest,
  config: Record<string, unknown>,
  source: string,
  environment: NodeJS.ProcessEnv = process.env,
): C {
  const refuse = (path: string, reason: string): never => {
    throw new Problem(CONNECTOR_CONFIG_INVALID, { source, path, reason }, { where: { source, field: path } });
  };
  const resolved = resolve(config, [manifest.config], '', environment, refuse);
  const validate = compileSchema(manifest.config);
  if (!validate(resolved)) {
    const { path, reason } = describeSchemaError(validate.errors);
    refuse(path, reason);
  }
  return resolved as C;
}
