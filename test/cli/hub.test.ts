import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { hubCommand, root, runHub } from '../support/run-hub.ts';

let database: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  database = await createTestDatabase();
  dataDir = await mkdtemp(path.join(tmpdir(), 'hub-cli-'));
});
afterAll(async () => {
  await database.drop();
  await rm(dataDir, { recursive: true, force: true });
});

/** Runs `hub …` as a person would. */
const hub = (args: string[], env: Record<string, string> = {}) =>
  runHub(args, { DATABASE_URL: database.url, HUB_DATA_DIR: dataDir, ...env });

// Each call is a process of its own that loads the whole hub.
describe('hub, from the command line', { timeout: 120_000 }, () => {
  it('ends quietly when its reader has had enough', async () => {
    const { code, err } = await new Promise<{ code: number; err: string }>((resolve) => {
      const command = `"${process.execPath}" "${hubCommand}" connector list | head -1`;
      execFile('bash', ['-o', 'pipefail', '-c', command], { cwd: root }, (error, _out, err) =>
        resolve({ code: error ? Number(error.code) : 0, err }),
      );
    });
    expect([code, err]).toEqual([0, '']);
  });

  it('check: judges all without starting anything, as one JSON object', async () => {
    const { code, out } = await hub(['check', '--json'], {
      DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none',
    });
    const { version, findings } = JSON.parse(out) as {
      version: number;
      findings: { check: string; ok: boolean }[];
    };
    expect(version).toBe(1);
    expect(findings.map(({ check }) => check)).toEqual(['sources', 'compose', 'schema']);
    expect(findings.slice(0, 2)).toMatchObject([{ ok: true }, { ok: true }]);
    expect(code).toBe(findings.every(({ ok }) => ok) ? 0 : 1);
  });

  it('key: issues one, shows it without its secret, revokes it once', async () => {
    const issued = await hub(['key', 'new', '--subsystem', 'VN-BN/GOV/TEST/PORTAL', '--role', 'analyst']);
    expect(issued).toMatchObject({ code: 0, err: '' });
    const [, prefix, secret] = /^hub_([0-9a-f]{12})_(\S{43})\n$/.exec(issued.out)!;
    const listed = await hub(['key', 'list', '--json']);
    expect(JSON.parse(listed.out)).toMatchObject({
      version: 1,
      keys: [{ prefix, role: 'analyst', revoked_at: null }],
    });
    expect(listed.out).not.toContain(secret!);
    expect((await hub(['key', 'revoke', `hub_${prefix}_…`])).code).toBe(0);
    expect(JSON.parse((await hub(['key', 'list', '--json'])).out).keys[0].revoked_at).not.toBeNull();
  });

  it('wrong use: exit code 2, and how to use it', async () => {
    const { code, out, err } = await hub(['key', 'new', '--subsystem', 'S', '--role', 'king']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('king');
    expect(err).toContain('hub --help');
  });

  it('a database that is not there is the environment: exit code 3, with reason and remedy', async () => {
    const { code, out, err } = await hub(['key', 'list', '--json'], {
      DATABASE_URL: 'postgres://nobody:PLANTED@127.0.0.1:1/none',
    });
    expect(code).toBe(3);
    expect(JSON.parse(out).problem).toMatchObject({ code: 'HUB_STORE_UNREACHABLE', fixer: 'operator' });
    expect(err).toContain('DATABASE_URL');
    expect(out + err).not.toContain('PLANTED');
  });
});
