/** Writes `schema/`: the public contract, generated, committed and diffed. `--check` fails when it has drifted. */
import { mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { toSchemaFiles } from '../src/cli/schema-files.ts';

const folder = fileURLToPath(new URL('../schema', import.meta.url));
const files = toSchemaFiles();

if (process.argv.includes('--check')) {
  const drifted: string[] = [];
  for (const [name, text] of files)
    if ((await readFile(path.join(folder, name), 'utf8').catch(() => '')) !== text) drifted.push(name);
  for (const name of await listed(folder))
    if (!files.has(name)) drifted.push(`${name} (no longer generated)`);
  if (drifted.length > 0) {
    console.error(
      `schema/ has drifted: ${drifted.join(', ')}\nRun "npm run schema", look at the diff, commit it.`,
    );
    process.exit(1);
  }
  console.log(`schema/ is current (${files.size} files)`);
} else {
  await rm(folder, { recursive: true, force: true });
  for (const [name, text] of files) {
    await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
    await writeFile(path.join(folder, name), text);
  }
  console.log(`schema/ written (${files.size} files)`);
}

async function listed(root: string): Promise<string[]> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true }).catch(() => []);
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)));
}
