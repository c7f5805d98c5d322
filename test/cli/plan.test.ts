import 'reflect-metadata';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Command, CommanderError } from 'commander';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addPlanCommand } from '../../src/cli/plan.command.ts';
import { createOpenGraph } from '../gateway/support/open-graph.ts';
import { startTestServer, type TestServer } from '../gateway/support/server.ts';

/** Runs the command in this process: a process of its own would load the whole graph each time. */
async function hub(args: string[]): Promise<{ code: number; out: string; err: string }> {
  const program = new Command('hub').exitOverride().configureOutput({ outputError: () => {} });
  addPlanCommand(program);
  const shown = { out: '', err: '' };
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    shown.out += `${line}\n`;
  });
  vi.spyOn(process.stderr, 'write').mockImplementation((line) => {
    shown.err += String(line);
    return true;
  });
  vi.stubEnv('HUB_KEY', '');
  const before = process.exitCode;
  process.exitCode = 0;
  try {
    await program.parseAsync(['plan', ...args], { from: 'user' });
    return { code: process.exitCode, ...shown };
  } catch (error) {
    if (error instanceof CommanderError) return { code: 2, ...shown };
    throw error;
  } finally {
    process.exitCode = before;
    vi.restoreAllMocks();
    vi.unstubAllEnvs();
  }
}

describe('hub plan', () => {
  let folder: string;
  let server: TestServer;
  beforeAll(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'hub-plan-'));
    server = await startTestServer(createOpenGraph().subgraphs, {
      createContext: async ({ headers }) => ({
        principal: { actions: headers.authorization === 'Bearer k' ? ['seePlan'] : [], grants: [] },
      }),
    });
  });
  afterAll(async () => {
    await server.close();
    await rm(folder, { recursive: true });
  });

  it('plans over the graph of the tree, from a file', async () => {
    const file = path.join(folder, 'query.graphql');
    await writeFile(file, 'query Q { trafficIncidents { nodes { id roadSegment { name } } } }');
    const { code, out } = await hub([file]);
    expect(code).toBe(0);
    expect(out).toContain('Fetch roads  RoadSegment(id) @ trafficIncidents.nodes[].roadSegment');
  });

  it('runs and measures on a running hub, from text; --json gives one object', async () => {
    const query = '{ roads { nodes { length } } }';
    const { code, out } = await hub([query, '--run', '--json', '--url', server.url, '--key', 'k']);
    expect(code).toBe(0);
    const { version, tree } = JSON.parse(out);
    expect([version, tree.steps[1].figures.rows]).toEqual([1, 1]);
  });

  it('says what is wrong by its exit code', async () => {
    const denied = await hub(['{ roads { totalCount } }', '--url', server.url]);
    expect([denied.code, denied.err]).toEqual([1, expect.stringContaining('seePlan')]);
    const away = await hub(['{ roads { totalCount } }', '--url', 'http://127.0.0.1:1']);
    expect(away.code).toBe(4);
    const invalid = await hub(['{ nothing }', '--url', server.url, '--key', 'k']);
    expect([invalid.code, invalid.err]).toEqual([1, expect.stringContaining('nothing')]);
    expect((await hub(['{ a }', '--url', server.url, '--variables', '{'])).code).toBe(2);
  });
});
