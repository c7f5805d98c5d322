import { execFile } from 'node:child_process';
import { chmod, cp, mkdir, mkdtemp, readFile, rm, stat, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'hub-built-'));
  await chmod(folder, 0o755);
  await symlink(path.resolve('node_modules'), path.join(folder, 'node_modules'));
  for (const file of ['bin', 'tsconfig.json', 'package-lock.json', 'package.json'])
    await cp(file, path.join(folder, file), { recursive: true });
  await mkdir(path.join(folder, 'src'));
  await write('cli.ts', "import { word } from './word.ts';\nconsole.log(word satisfies string);\n");
  await write(
    'word.ts',
    "import told from './told.json' with { type: 'json' };\nexport const { word } = told;\n",
  );
  await write('told.json', '{"word":"one"}');
});
afterEach(() => rm(folder, { recursive: true, force: true }));

let ticks = 0;
/** Written a second later each time: file systems count in different units. */
async function write(file: string, text: string): Promise<void> {
  const at = path.join(folder, 'src', file);
  await writeFile(at, text);
  const time = Date.now() / 1000 + ++ticks;
  await utimes(at, time, time);
}

function run(options: { uid?: number } = {}): Promise<{ out: string; err: string }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      [path.join(folder, 'bin/hub.js')],
      { cwd: folder, ...options },
      (_, out, err) => resolve({ out, err }),
    );
  });
}

const built = (file: string) => stat(path.join(folder, 'dist/src', file)).then(({ mtimeMs }) => mtimeMs);

describe('hub, in a checkout', { timeout: 60_000 }, () => {
  it('is compiled once, with what it reads', async () => {
    expect(await run()).toEqual({ out: 'one\n', err: '' });
    expect(await readFile(path.join(folder, 'dist/src/cli.js'), 'utf8')).toContain('"./word.js"');
    const first = await built('cli.js');
    expect(await run()).toEqual({ out: 'one\n', err: '' });
    expect(await built('cli.js')).toBe(first);
  });

  it('is compiled again where it has changed, and there alone', async () => {
    await run();
    const before = [await built('cli.js'), await built('word.js')];
    await write('word.ts', "export const word = 'two';\n");
    expect((await run()).out).toBe('two\n');
    expect(await built('cli.js')).toBe(before[0]);
    expect(await built('word.js')).not.toBe(before[1]);
    await write('cli.ts', "import told from './told.json' with { type: 'json' };\nconsole.log(told.word);\n");
    await write('told.json', '{"word":"three"}');
    await rm(path.join(folder, 'src/word.ts'));
    expect((await run()).out).toBe('three\n');
    await expect(built('word.js')).rejects.toThrow('ENOENT');
  });

  it('is compiled whole when the rules change', async () => {
    await run();
    const before = await built('cli.js');
    await writeFile(path.join(folder, 'package-lock.json'), '{}');
    expect((await run()).out).toBe('one\n');
    expect(await built('cli.js')).not.toBe(before);
  });

  it('names the place of a mistake and runs nothing old', async () => {
    await run();
    await write('word.ts', 'export const word = ;\n');
    const { out, err } = await run();
    expect(out).toBe('');
    expect(err).toContain('src/word.ts:1:20: ERROR: Unexpected ";"');
  });

  it.runIf(process.getuid?.() === 0)('runs from its sources for who may only read them', async () => {
    expect(await run({ uid: 65_534 })).toEqual({ out: 'one\n', err: '' });
    await expect(built('cli.js')).rejects.toThrow('ENOENT');
  });
});
