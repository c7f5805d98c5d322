import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { root } from './cruise.ts';

const FOLDERS = ['src', 'connectors', 'migrations', 'scripts', 'bench', 'bin', 'test'];

/** Source files of ours; what a tool made is not read by people. */
const files = FOLDERS.flatMap((folder) =>
  readdirSync(path.join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.([cm]?[jt]s|tsx)$/.test(entry.name))
    .map((entry) => path.relative(root, path.join(entry.parentPath, entry.name)))
    .filter((file) => !/(^|\/)(generated|fixtures|node_modules|dist)\//.test(file)),
);

const textOf = (file: string) => readFileSync(path.join(root, file), 'utf8');
const linesOf = (file: string) => textOf(file).trimEnd().split('\n').length;

describe('files', () => {
  it('are there to be judged', () => {
    expect(files.length).toBeGreaterThan(300);
    expect(files).toContain('src/main.ts');
  });

  it('are short: 300 lines at most', () => {
    expect(files.filter((file) => linesOf(file) > 300)).toEqual([]);
  });

  it.each([
    ['src/main.ts', 100],
    ['src/ingest/run.ts', 120],
  ])('%s, which everybody reads first, has at most %i lines', (file, limit) => {
    expect(linesOf(file)).toBeLessThanOrEqual(limit);
  });

  it('have names that say what is in them', () => {
    const empty = /^(utils?|helpers?|common|misc|shared|types|interfaces|constants)(\.[a-z]+)*$/;
    const parts = (file: string) => file.replace(/\.[^./]+$/, '').split('/');
    expect(files.filter((file) => parts(file).some((part) => empty.test(part)))).toEqual([]);
  });

  it('are named in kebab-case', () => {
    const isKebab = (file: string) => /^[a-z0-9]+([-.][a-z0-9]+)*$/.test(path.basename(file));
    // TypeORM puts the moment before the name, and the class is called like the file.
    const isMigration = (file: string) => /^migrations\/\d{13}-[A-Z][A-Za-z]+\.ts$/.test(file);
    expect(files.filter((file) => !isKebab(file) && !isMigration(file))).toEqual([]);
  });

  it('export by name; only what a tool loads has a default', () => {
    const withDefault = files.filter((file) =>
      /^export default\b|^export \{[^}]*\bas default\b/m.test(textOf(file)),
    );
    expect(withDefault.filter((file) => !/\.config\.ts$/.test(file))).toEqual([]);
  });

  it('leave nothing for later', () => {
    const marks = new RegExp(
      `\\b(${['TO', 'DO'].join('')}|${['FIX', 'ME'].join('')}|${['X', 'XX'].join('')})\\b`,
    );
    expect(files.filter((file) => marks.test(textOf(file)))).toEqual([]);
  });
});
