import { execFile } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { conformanceChecks } from '../../src/sdk/conformance/index.ts';
import type { CheckReport } from '../../src/sdk/conformance/run-kit.ts';
import type { Mode } from '../../src/sdk/index.ts';
import { root, runHub, toLines } from './run-hub.ts';

type Said = CheckReport & { type: string; file?: string };

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-connector-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const reportsOf = (out: string) => toLines<Said>(out).filter(({ type }) => type === 'check');
const idsOf = (reports: readonly Said[], status: string) =>
  reports.filter((report) => report.status === status).map(({ id }) => id);

/** What is green before anything is written: all that can be said of the manifest and the files. */
const GREEN_AT_ONCE = [
  'manifest.valid',
  'manifest.config-renderable',
  'manifest.secrets-marked',
  'config.required',
  'contract.modes',
  'config.generated',
  'config.backward-compatible',
  'lint.clean',
  'secrets.never-said',
];

/** Mode → its groups of checks, the files that are to be written, and what is skipped when they are. */
const modes: [Mode, groups: string[], files: string[]][] = [
  ['sync', ['check', 'discover', 'read', 'http'], ['check.ts', 'discover.ts', 'read.ts']],
  ['live', ['check', 'discover', 'live'], ['check.ts', 'discover.ts', 'query.ts']],
  ['stream', ['check', 'discover', 'read', 'stream'], ['check.ts', 'discover.ts', 'read.ts']],
  ['push', ['check', 'discover', 'push'], ['check.ts', 'discover.ts', 'receive.ts']],
];

describe.each(modes)('hub connector new --mode %s', { timeout: 120_000 }, (mode, groups, files) => {
  const name = `acme-${mode}`;
  let there: string;
  let red: Said[];
  beforeAll(async () => {
    there = path.join(folder, name);
    const made = await runHub(['connector', 'new', name, '--mode', mode], { cwd: folder });
    expect(made).toMatchObject({ code: 0, err: '' });
    const { code, out } = await runHub(['connector', 'test', '.'], { cwd: there });
    expect(code).toBe(1);
    red = reportsOf(out);
  });

  it('is red where something is to be written, and nowhere else', () => {
    expect(red.map(({ id }) => id)).toEqual(conformanceChecks.map(({ id }) => id));
    const applies = (id: string) => red.some((report) => report.id === id && report.status !== 'skipped');
    expect(idsOf(red, 'passed')).toEqual(GREEN_AT_ONCE);
    expect(idsOf(red, 'failed')).toEqual(
      red.map(({ id }) => id).filter((id) => applies(id) && groups.includes(id.split('.')[0]!)),
    );
    expect(new Set(idsOf(red, 'failed').map((id) => id.split('.')[0]))).toEqual(new Set(groups));
  });

  it('says of every red check which file of the scaffold is to be written, and what', async () => {
    const there_ = await readdir(there);
    for (const { id, status, file, how, reason } of red) {
      if (status !== 'failed') continue;
      expect(files, id).toContain(file);
      expect(there_).toContain(file);
      expect(how?.length, id).toBeGreaterThan(20);
      expect(reason, id).toMatch(/is not written yet/);
    }
    expect(new Set(red.flatMap(({ file }) => file ?? []))).toEqual(new Set(files));
  });

  it('is green when they are written', async () => {
    const written = path.join(root, 'test/cli/written');
    if (mode !== 'push') await cp(path.join(written, 'http'), there, { recursive: true });
    await cp(path.join(written, mode), there, { recursive: true });
    // A smaller large source than by default: what is tried is the same.
    const env = { HUB_CONFORMANCE_RECORDS: '20000' };
    const { code, out } = await runHub(['connector', 'test', there, '--json'], { env });
    const green = reportsOf(out);
    expect(green.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(toLines<Said>(out).at(-1)).toMatchObject({
      type: 'summary',
      version: 1,
      failedMust: 0,
      bypassed: [],
    });
    expect(code).toBe(0);
    // What was red is green now, not skipped: but for what only snapshots and deletes have.
    const dodged = idsOf(red, 'failed').filter((id) => !idsOf(green, 'passed').includes(id));
    const needless = [
      'read.deletes-as-declared',
      'read.snapshot-framed',
      'read.snapshot-complete',
      'live.like-reference',
    ];
    expect(needless).toEqual(expect.arrayContaining(dodged));
    expect(await runHub(['connector', 'check', there])).toMatchObject({ code: 0 });
  });
});

describe('hub connector new', { timeout: 60_000 }, () => {
  it('writes nothing over', async () => {
    const there = path.join(folder, 'twice');
    expect((await runHub(['connector', 'new', 'twice', '--dir', there])).code).toBe(0);
    await writeFile(path.join(there, 'read.ts'), '// mine\n');
    const again = await runHub(['connector', 'new', 'twice', '--dir', there]);
    expect(again.code).toBe(2);
    expect(again.err).toContain('twice');
    expect(await readFile(path.join(there, 'read.ts'), 'utf8')).toBe('// mine\n');
  });

  it('refuses a name and a mode that do not exist', async () => {
    expect(await runHub(['connector', 'new', 'Acme Tolls'], { cwd: folder })).toMatchObject({
      code: 2,
      out: '',
    });
    const mode = await runHub(['connector', 'new', 'acme', '--mode', 'batch'], { cwd: folder });
    expect(mode).toMatchObject({ code: 2, out: '' });
    expect(mode.err).toContain('sync, live, stream, push');
  });

  it('makes a folder that type-checks by itself', async () => {
    const there = path.join(folder, 'typed');
    await runHub(['connector', 'new', 'typed', '--mode', 'sync', '--dir', there]);
    await promisify(execFile)(process.execPath, [
      path.join(root, 'node_modules/typescript/bin/tsc'),
      '-p',
      there,
    ]);
  });
});
