import { isProblem, Problem, toError } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import { importFile } from '../sdk/import-file.ts';

/**
 * What a file of the configuration exports under `name`. Throws HUB_CONFIG_INVALID, naming the file: it cannot be loaded,
 * or has no such export (`form` shows how it is written).
 */
export async function importDeclared<T>(
  file: string,
  name: string,
  form: string,
  where: { readonly file: string; readonly field?: string } = { file },
): Promise<T> {
  let loaded: Record<string, T | undefined>;
  try {
    loaded = (await importFile(file)) as Record<string, T | undefined>;
  } catch (error) {
    if (isProblem(error)) throw error;
    const details = { path: where.file, reason: toError(error).message };
    throw new Problem(CONFIG_INVALID, details, { where, cause: error });
  }
  const declared = loaded[name];
  if (!declared)
    throw new Problem(CONFIG_INVALID, { path: where.file, reason: `it has no "${form}"` }, { where });
  return declared;
}
