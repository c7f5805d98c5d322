import { readFile, writeFile } from 'node:fs/promises';
import { toCheckTable } from '../src/sdk/conformance/check-table.ts';

/** Writes the list of checks into the kit's guide; test/conformance/guide.test.ts compares them. */
const file = new URL('../src/sdk/conformance/README.md', import.meta.url);
const text = await readFile(file, 'utf8');
await writeFile(
  file,
  text.replace(/\| no\. \|[\s\S]*?(?=\n\n)/, () => toCheckTable()),
);
