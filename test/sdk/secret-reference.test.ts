import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readSecret } from '../../src/sdk/secret-reference.ts';
import { applyFields } from '../../src/sdk/source.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-secret-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('reads a secret from the environment or from a file, whose last line end is no part of it', async () => {
  const file = path.join(folder, 'registry');
  await writeFile(file, 'two\nlines\n');
  expect(await readSecret(`file:${file}`, {})).toBe('two\nlines');
  expect(await readSecret('REGISTRY', { REGISTRY: 'value' })).toBe('value');
  expect(await readSecret(`file:${file}.absent`, {})).toBeUndefined();
  expect(await readSecret('REGISTRY', {})).toBeUndefined();
  await expect(readSecret(`file:${folder}`, {})).rejects.toThrow(/EISDIR/);
});

it('a dotted field is one within another, unless a field has that whole name', () => {
  const raw = { chuXe: { ma: 'A', 'x.y': 1 }, 'dia.chi': 'B', dia: { chi: 'C' }, rong: null };
  const table = { a: 'chuXe.ma', b: 'dia.chi', c: 'chuXe.khong', d: 'rong.ma', e: 'chuXe.toString' };
  expect(applyFields(table, raw)).toEqual({ a: 'A', b: 'B' });
});
