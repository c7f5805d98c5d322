import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runHub, toLines } from './run-hub.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-check-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function write(name: string, files: Record<string, string>): Promise<string> {
  const there = path.join(folder, name);
  await mkdir(there, { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(path.join(there, file), text);
  return there;
}

const codeFree = {
  name: 'tolls',
  version: '1.0.0',
  api: '^1',
  licence: 'MIT',
  description: 'Tolls of a road nobody has built',
  modes: ['sync'],
  extends: 'rest',
  config: {
    type: 'object',
    required: ['baseUrl'],
    properties: { baseUrl: { type: 'string', title: 'Address' } },
  },
  permissions: { net: ['*'] },
  // biome-ignore lint/suspicious/noTemplateCurlyInString: the placeholder of connector.json
  body: { baseUrl: '${config.baseUrl}', datasets: [{ name: 'tolls', path: 'tolls', key: ['id'] }] },
  example: { baseUrl: 'https://acme.example' },
};

/** A harness over records in memory would do for the checks that are asked for here. */
const harness = (skips: object) => `
export const harness = {
  pageBytes: 600,
  skips: ${JSON.stringify(skips)},
  start: async () => ({ good: { config: { baseUrl: 'http://127.0.0.1:1' }, secrets: {} }, dataset: 'tolls', load: async () => {}, stop: async () => {} }),
};
`;

describe('hub connector check', { timeout: 60_000 }, () => {
  it('prints one JSON object, 1 when a MUST is broken, and runs nothing', async () => {
    const there = await write('broken', {
      'connector.json': JSON.stringify({ ...codeFree, extends: undefined, modes: ['batch'] }),
      'index.mjs': `import { writeFileSync } from 'node:fs'; writeFileSync(new URL('ran', import.meta.url), ''); eval('1');`,
    });
    const { code, out } = await runHub(['connector', 'check', there, '--json']);
    const { version, ok, findings } = JSON.parse(out);
    expect({ code, version, ok }).toEqual({ code: 1, version: 1, ok: false });
    expect(findings).toContainEqual(
      expect.objectContaining({
        id: 'manifest.entry',
        level: 'MUST',
        file: 'connector.json',
        pointer: '/modes/0',
      }),
    );
    expect(findings).toContainEqual(expect.objectContaining({ id: 'code.lint', file: 'index.mjs', line: 1 }));
    await expect(import(path.join(there, 'ran'))).rejects.toThrow();
  });

  it('says what and where to a person, and what to do', async () => {
    const { code, out } = await runHub(['connector', 'check', path.join(folder, 'broken', 'connector.json')]);
    expect(code).toBe(1);
    expect(out).toMatch(/✖ MUST +manifest\.entry +connector\.json#\/modes\/0/);
    expect(out).toContain('→ Correct the entry');
  });

  it('takes one without code for what it is over', async () => {
    const there = await write('code-free', {
      'connector.json': JSON.stringify(codeFree),
      'README.md': '# tolls',
    });
    const { code, out } = await runHub(['connector', 'check', there, '--json']);
    expect(JSON.parse(out)).toMatchObject({
      ok: true,
      connector: { name: 'tolls', version: '1.0.0', extends: 'rest', modes: ['sync'] },
    });
    expect(code).toBe(0);
  });

  it('what is no folder is wrong use: exit code 2', async () => {
    expect(await runHub(['connector', 'check', path.join(folder, 'nowhere')])).toMatchObject({
      code: 2,
      out: '',
    });
    expect(await runHub(['connector', 'check'])).toMatchObject({ code: 2, out: '' });
  });
});

describe('hub connector test', { timeout: 60_000 }, () => {
  it('makes the module of one without code, and prints what its author bypassed, with the reason', async () => {
    const reason = 'it has no credentials';
    const there = await write('tried', {
      'connector.json': JSON.stringify(codeFree),
      'conformance.mjs': harness({ 'check.auth': reason }),
    });
    const only = ['--only', 'manifest', 'check.auth', 'discover.same-twice'];
    const { code, out } = await runHub(['connector', 'test', there, ...only]);
    expect(code).toBe(0);
    const lines = toLines<{ id?: string; status?: string; reason?: string; bypassed?: unknown }>(out);
    expect(lines.map(({ id, status }) => [id, status])).toEqual([
      ['manifest.valid', 'passed'],
      ['manifest.config-renderable', 'passed'],
      ['manifest.secrets-marked', 'passed'],
      ['check.auth', 'skipped'],
      ['discover.same-twice', 'passed'],
      [undefined, undefined],
    ]);
    expect(lines[3]).toMatchObject({ reason, bypassed: true });
    expect(lines[5]).toMatchObject({ bypassed: ['check.auth'] });
  });

  it.each<[string, Record<string, string>, string]>([
    ['has no harness', {}, 'there is no conformance.ts'],
    ['has a harness that throws', { 'conformance.mjs': 'throw new Error("not today");' }, 'not today'],
    ['exports none', { 'conformance.mjs': 'export const other = 1;' }, 'exports no "harness"'],
    [
      'skips what is no check',
      { 'conformance.mjs': harness({ 'read.all': 'why not' }) },
      '"read.all", which is no check',
    ],
  ])('a folder that %s cannot be tried: exit code 1, with a reason', async (name, files, reason) => {
    const there = await write(name, { 'connector.json': JSON.stringify(codeFree), ...files });
    const { code, out, err } = await runHub(['connector', 'test', there, '--json']);
    expect(code).toBe(1);
    expect(JSON.parse(out).problem).toMatchObject({ code: 'HUB_CONNECTOR_UNTESTABLE' });
    expect(JSON.parse(out).problem.messageEn).toContain(reason);
    expect(err).toContain('HUB_CONNECTOR_UNTESTABLE');
  });

  it('takes no bypass without words, and says of a promise that nobody waited for', async () => {
    const there = await write('sloppy', {
      'connector.json': JSON.stringify(codeFree),
      'conformance.mjs': `${harness({ 'check.auth': ' ' })}\nsetTimeout(() => Promise.reject(new Error('left behind')), 1);`,
    });
    const { code, out } = await runHub(['connector', 'test', there, '--only', 'check.auth', 'config']);
    expect(code).toBe(1);
    const lines = toLines<object>(out);
    expect(lines).toContainEqual(expect.objectContaining({ id: 'check.auth', status: 'failed' }));
    expect(lines.at(-1)).toMatchObject({ type: 'summary', unhandled: ['left behind'] });
  });

  it('a check that does not exist is wrong use', async () => {
    const { code, err } = await runHub(['connector', 'test', folder, '--only', 'read.all']);
    expect(code).toBe(2);
    expect(err).toContain('read.resume-anywhere');
  });
});
