import { readFile } from 'node:fs/promises';

/** What an environment variable may be called (POSIX 8.1): this is how a NAME is told from a pasted value. */
const VARIABLE = /^[A-Z][A-Z0-9_]*$/;
/** As container platforms hand secrets over: one file each, by its absolute path. */
const FILE = /^file:\/[^\0]+$/;

/**
 * A secret as a configuration names it, in its one form: `NAME` or `env:NAME` → `NAME`, `file:/run/secrets/x` as it is.
 * undefined = this is no reference, and may be the secret itself: never show it.
 */
export function toSecretReference(value: unknown): string | undefined {
  if (typeof value !== 'string') return undefined;
  const name = value.startsWith('env:') ? value.slice('env:'.length) : value;
  return VARIABLE.test(name) || FILE.test(name) ? name : undefined;
}

/** Value behind a reference; undefined = the variable is not set, or there is no such file. One final newline is no part of it. */
export async function readSecret(
  reference: string,
  environment: NodeJS.ProcessEnv,
): Promise<string | undefined> {
  if (!reference.startsWith('file:')) return environment[reference];
  try {
    return (await readFile(reference.slice('file:'.length), 'utf8')).replace(/\r?\n$/, '');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
