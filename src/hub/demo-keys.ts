import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { KeyBook } from '../access/keys.ts';
import { isProblem } from '../kernel/problem.ts';
import type { HubDefinition } from './define-hub.ts';

/**
 * Keys of the demonstration, kept in `<data dir>/demo-keys.json` so that a second start hands out the same ones.
 * Real keys are shown once and stored nowhere.
 */
export async function provideDemoKeys(
  book: KeyBook,
  dataDir: string,
  wanted: NonNullable<HubDefinition['demoKeys']>,
): Promise<Record<string, string>> {
  const file = path.join(dataDir, 'demo-keys.json');
  const known = JSON.parse(await readFile(file, 'utf8').catch(() => '{}')) as Record<string, string>;
  const keys: Record<string, string> = {};
  for (const [name, { subsystem, role }] of Object.entries(wanted)) {
    const key = known[name];
    keys[name] = key && (await isValid(book, key)) ? key : await book.issue(subsystem, role);
  }
  await writeFile(file, `${JSON.stringify(keys, null, 2)}\n`, { mode: 0o600 });
  return keys;
}

async function isValid(book: KeyBook, key: string): Promise<boolean> {
  try {
    await book.authenticate(`Bearer ${key}`);
    return true;
  } catch (error) {
    // Another database, or a key that was revoked: a new one is made. A database that fails is another matter.
    if (isProblem(error)) return false;
    throw error;
  }
}
