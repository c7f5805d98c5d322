import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const nameOf = (dataDir: string) => path.join(dataDir, 'demo-sources.json');

/**
 * Where the simulated ministries listen this time, beside the hub's data: a command that runs beside the hub reaches the
 * same ones. Gives what removes it. Only its owner may read it: it holds the ministries' made-up passwords.
 */
export function writeDemoEnvironment(dataDir: string, env: Record<string, string>): () => Promise<void> {
  writeFileSync(nameOf(dataDir), JSON.stringify(env), { mode: 0o600 });
  return async () => rmSync(nameOf(dataDir), { force: true });
}

/** What the running demonstration wrote; empty when none runs. */
export function readDemoEnvironment(dataDir: string): Record<string, string> {
  try {
    return JSON.parse(readFileSync(nameOf(dataDir), 'utf8')) as Record<string, string>;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return {};
    throw error;
  }
}
