import type { Command } from 'commander';
import { isEnvRef } from '../sdk/index.ts';
import { schemasAt } from '../sdk/schema.ts';
import { toSecretReference } from '../sdk/secret-reference.ts';
import { loadHub } from './load-hub.ts';
import { isCredentialName } from './source/settings.ts';

type Schema = Record<string, unknown>;

/** `hub config print`: the configuration as the hub takes it. */
export function addConfigCommands(program: Command): void {
  program
    .command('config')
    .description('cấu hình đang có hiệu lực / the effective configuration')
    .command('print')
    .description('in ra; bí mật chỉ hiện tên tham chiếu / print it; secrets as references only')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const { definition, binding } = await loadHub();
      const sources = definition.sources.map((source) => {
        const module = binding.connectors.find(({ manifest }) => manifest.name === source.connector);
        return {
          ...source,
          config: present(source.config, module?.manifest.config, binding.environment),
          bindings: source.bindings.map(({ map, fields, ...rest }) => ({
            ...rest,
            mapping: map
              ? `map ${map.name || '(hàm / function)'}`
              : fields
                ? Object.keys(fields)
                : 'theo tên / by name',
          })),
        };
      });
      const shown = { ...definition, sources };
      console.log(json ? JSON.stringify({ version: 1, config: shown }) : JSON.stringify(shown, null, 2));
    });
}

/**
 * A configuration with `env(…)` shown as what it comes to, and secrets as references. Where there is no schema to say
 * which is which, no value of the environment is shown at all.
 */
function present(
  value: unknown,
  schema: Schema | undefined,
  environment: NodeJS.ProcessEnv,
  path: string[] = [],
): unknown {
  const isSecret =
    schema === undefined ||
    isCredentialName(path.at(-1)) ||
    schemasAt(schema, path).some((one) => one['x-secret'] === true);
  if (isEnvRef(value)) {
    if (isSecret) return `env:${value.env}`;
    const found = environment[value.env] ?? value.fallback;
    return found === undefined
      ? `env:${value.env} (chưa đặt / not set)`
      : `${redactUser(found)} (env:${value.env})`;
  }
  if (typeof value === 'string') {
    if (!isSecret) return redactUser(value);
    const reference = toSecretReference(value);
    if (reference === undefined) return '••• (không phải tham chiếu / not a reference)';
    return reference.startsWith('file:') ? reference : `env:${reference}`;
  }
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).map(
    ([key, child]) => [key, present(child, schema, environment, [...path, key])] as const,
  );
  return Array.isArray(value) ? entries.map(([, child]) => child) : Object.fromEntries(entries);
}

/** Name and password in front of a host, and keys in a query, are nobody's to read in a printout. */
function redactUser(text: string): string {
  return text
    .replace(/^([a-z][a-z0-9+.-]*:\/\/)[^/?#\s]*@/i, '$1•••@')
    .replace(/([?&])([^=&#]+)=([^&#]*)/g, (whole, mark, name) =>
      isCredentialName(name) ? `${mark}${name}=•••` : whole,
    );
}
