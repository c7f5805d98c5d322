import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDataDir } from '../../src/hub/data-dir.ts';

let dataDir: string;
let file: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  dataDir = path.join(await mkdtemp(path.join(tmpdir(), 'hub-lock-')), 'not/yet');
  file = path.join(dataDir, 'hub.pid');
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(path.join(dataDir, '../..'), { recursive: true, force: true });
});

function start(command: string, ...args: string[]): ChildProcess {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  return child;
}

/** Another hub, as far as this folder knows. */
async function startHolder(): Promise<ChildProcess> {
  const source = fileURLToPath(new URL('../../src/hub/data-dir.ts', import.meta.url));
  const script = `const { lockDataDir } = await import(${JSON.stringify(source)});
    await lockDataDir(${JSON.stringify(dataDir)});
    console.log('locked');
    setInterval(() => undefined, 1000);`;
  const child = start(process.execPath, '--import', 'tsx', '--input-type=module', '-e', script);
  await new Promise((resolve) => child.stdout!.once('data', resolve));
  return child;
}

function killed(child: ChildProcess): Promise<unknown> {
  const gone = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGKILL');
  return gone;
}

describe('lock of the data directory', () => {
  it('is taken, holds the process id, and is given back', async () => {
    const release = await lockDataDir(dataDir);
    expect(await readFile(file, 'utf8')).toBe(String(process.pid));
    await release();
    expect(existsSync(file)).toBe(false);
    await (await lockDataDir(dataDir))();
  });

  it('is refused while another hub lives, and taken over once it was killed', async () => {
    const holder = await startHolder();
    await expect(lockDataDir(dataDir)).rejects.toMatchObject({
      code: 'HUB_STORE_DATA_DIR_BUSY',
      details: { dataDir, pid: holder.pid },
    });
    await killed(holder);
    const release = await lockDataDir(dataDir);
    expect(await readFile(file, 'utf8')).toBe(String(process.pid));
    await release();
  });

  it.skipIf(process.platform !== 'linux')(
    'is taken over when its number has gone to another program',
    async () => {
      await (await lockDataDir(dataDir))();
      const stranger = start('sleep', '60');
      await writeFile(file, String(stranger.pid));
      await (await lockDataDir(dataDir))();
      expect(stranger.exitCode).toBeNull();
    },
  );

  it.each(['', 'x', '-1', '0', '99999999'])(
    'is taken over from a file that names nobody: "%s"',
    async (text) => {
      await (await lockDataDir(dataDir))();
      await writeFile(file, text);
      await (await lockDataDir(dataDir))();
      expect(existsSync(file)).toBe(false);
    },
  );
});
