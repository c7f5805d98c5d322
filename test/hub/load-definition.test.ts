import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { HubDefinition } from '../../src/hub/define-hub.ts';
import { loadDefinition } from '../../src/hub/load-definition.ts';

const builtIn: HubDefinition = {
  province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' },
  sources: [],
  policies: [],
};
const load = (file?: string) =>
  loadDefinition(async () => ({ hub: builtIn }), file === undefined ? {} : { HUB_CONFIG: file });

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-config-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('takes the hub that is built in when nothing else is named', async () => {
  expect(await load()).toBe(builtIn);
});

it('takes the hub of the file that HUB_CONFIG names', async () => {
  const file = path.join(folder, 'other.mjs');
  await writeFile(file, `export const hub = { province: { code: '31' }, sources: [], policies: [] };`);
  expect((await load(file)).province.code).toBe('31');
});

it('names a file that is not there, and one that exports no hub', async () => {
  await expect(load(path.join(folder, 'absent.mjs'))).rejects.toMatchObject({
    code: 'HUB_CONFIG_INVALID',
    where: { field: 'HUB_CONFIG', file: path.join(folder, 'absent.mjs') },
  });
  const empty = path.join(folder, 'empty.mjs');
  await writeFile(empty, 'export {};');
  await expect(load(empty)).rejects.toMatchObject({ message: expect.stringContaining('export const hub') });
});
