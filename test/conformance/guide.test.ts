import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { toCheckTable } from '../../src/sdk/conformance/check-table.ts';
import { conformanceChecks } from '../../src/sdk/conformance/index.ts';

const readme = await readFile('src/sdk/conformance/README.md', 'utf8');

it('the guide lists the checks as the code has them (npx tsx scripts/print-conformance.ts writes it)', () => {
  const table = readme.split('\n').filter((line) => line.startsWith('|') && line.split('|').length > 8);
  expect(table).toEqual(toCheckTable().split('\n'));
});

it('the guide names no check that does not exist', () => {
  const groups = new Set(conformanceChecks.map(({ id }) => id.split('.')[0]));
  const named = [...readme.matchAll(/`([a-z]+\.[a-z-]+)`/g)]
    .map(([, id]) => id!)
    .filter((id) => groups.has(id.split('.')[0]!) && !/\.(ts|js|json|md)$/.test(id));
  expect(conformanceChecks.map(({ id }) => id)).toEqual(expect.arrayContaining(named));
});
