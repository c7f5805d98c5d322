import { isEnvRef } from '../../sdk/index.ts';
import { schemasAt } from '../../sdk/schema.ts';
import { toSecretReference } from '../../sdk/secret-reference.ts';

type Schema = Record<string, unknown>;
type Config = Record<string, unknown>;

/** A setting that cannot be taken: its path and why, never its value. */
export class SettingError extends Error {
  constructor(
    readonly path: string,
    reason: string,
  ) {
    super(reason);
    this.name = 'SettingError';
  }
}

/** Names under which people put credentials where a schema does not mark them, e.g. among headers. */
const CREDENTIAL =
  /^(authorization|proxy-authorization|cookie|x-api-key|api[-_]?key|password|passwd|secret|token|access[-_]?token)$/i;

/** Whether people keep a credential under this name, whatever the schema says. */
export function isCredentialName(name: string | undefined): boolean {
  return CREDENTIAL.test(name ?? '');
}

const SECRET_REASON =
  'a secret is written as a reference, never itself: env:NAME or file:/path. What was typed here may stand in the history of the shell: change that secret';

/**
 * `path=value` settings laid over a configuration: `datasets.0.name=roads`. A number, `true`, `[…]` or `{…}` is taken as
 * JSON unless the schema wants text there; `env:NAME` is read from the environment when the hub starts. Throws
 * SettingError.
 */
export function applySettings(config: Config, settings: readonly string[], schema: Schema): Config {
  const copy = structuredClone(config);
  for (const setting of settings) {
    const at = setting.indexOf('=');
    if (at < 1) throw new SettingError(setting.split('=')[0] || '?', 'is written path=value');
    const path = setting.slice(0, at);
    place(copy, path.split('.'), readSetting(setting.slice(at + 1), path, schema), path);
  }
  return copy;
}

/** The value of one setting, as the schema takes it. */
export function readSetting(text: string, path: string, schema: Schema): unknown {
  const schemas = schemasAt(schema, path.split('.'));
  if (schemas.some((one) => one['x-secret'] === true)) {
    const reference = toSecretReference(text);
    if (reference === undefined) throw new SettingError(path, SECRET_REASON);
    return reference;
  }
  const variable = /^env:([A-Z][A-Z0-9_]*)$/.exec(text)?.[1];
  if (variable) return { env: variable };
  const wantsText =
    schemas.some(({ type }) => type === 'string') && !schemas.some(({ type }) => type === 'array');
  if (wantsText || !/^(-?\d+(\.\d+)?|true|false|null|[[{"].*)$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    // A text that only begins like JSON.
    return text;
  }
}

function place(into: Config, [step, ...rest]: string[], value: unknown, path: string): void {
  if (step === '__proto__' || step === 'constructor') throw new SettingError(path, 'is not known here');
  if (rest.length === 0) {
    into[step!] = value;
    return;
  }
  const next = into[step!];
  if (next === null || typeof next !== 'object') into[step!] = /^\d+$/.test(rest[0]!) ? [] : {};
  place(into[step!] as Config, rest, value, path);
}

/**
 * Refuses a configuration that holds a secret itself: at a place marked `x-secret`, in the user part of an address, or
 * under a name that people keep credentials under. Throws SettingError naming the place.
 */
export function refuseLiteralSecrets(config: unknown, schema: Schema, path: string[] = []): void {
  if (isEnvRef(config)) return;
  if (config !== null && typeof config === 'object') {
    for (const [key, child] of Object.entries(config)) refuseLiteralSecrets(child, schema, [...path, key]);
    return;
  }
  if (typeof config !== 'string') return;
  const isMarked = schemasAt(schema, path).some((one) => one['x-secret'] === true);
  const isReference = toSecretReference(config) !== undefined;
  const hasPassword = /^[a-z][a-z0-9+.-]*:\/\/[^/?#\s]*:[^/?#\s]*@/i.test(config);
  const isNamed = isCredentialName(path.at(-1)) && !/^https?:\/\//.test(config);
  if (isMarked ? !isReference : hasPassword || (isNamed && !isReference))
    throw new SettingError(path.join('.'), SECRET_REASON);
}
