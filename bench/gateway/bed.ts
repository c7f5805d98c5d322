import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import type { Contender, Mode } from './contenders.ts';
import { QUERY, subgraphs } from './graph/subgraphs.ts';
import { cpuOf, type Load, runLoad } from './load.ts';

/** The gateway has a core of its own; load and subgraphs share the other. */
const GATEWAY_CORE = '1';
const OTHER_CORE = '0';

export interface Bed {
  readonly supergraph: string;
  readonly folder: string;
  close(): void;
}

/** Subgraphs over HTTP, and the supergraph that names them. */
export async function prepareBed(): Promise<Bed> {
  const script = fileURLToPath(new URL('graph/serve-subgraphs.ts', import.meta.url));
  const child = spawn('taskset', ['-c', OTHER_CORE, 'node', '--import', 'tsx', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const line = await new Promise<string>((resolve) =>
    child.stdout!.once('data', (data) => resolve(String(data))),
  );
  const urls = JSON.parse(line) as Record<string, string>;
  const services = Object.entries(subgraphs).map(([name, { sdl }]) => ({
    name,
    typeDefs: parse(sdl),
    url: urls[name]!,
  }));
  const { supergraphSdl, errors } = composeServices(services);
  if (!supergraphSdl) throw new Error(String(errors));
  const folder = await mkdtemp(path.join(tmpdir(), 'hub-bench-'));
  const supergraph = path.join(folder, 'supergraph.graphql');
  await writeFile(supergraph, supergraphSdl);
  const toml = Object.entries(subgraphs).map(async ([name, { sdl }]) => {
    await writeFile(path.join(folder, `${name}.graphql`), sdl);
    return `[subgraphs.${name}]\nurl = "${urls[name]}"\nschema_path = "${name}.graphql"\n`;
  });
  await writeFile(path.join(folder, 'grafbase.toml'), (await Promise.all(toml)).join('\n'));
  return { supergraph, folder, close: () => child.kill() };
}

export interface Round extends Load {
  /** Of the gateway's process. */
  readonly cpuMs: number;
}

export interface Started {
  measure(seconds: number): Promise<Round>;
  /** What it answers to the query, as text; the same for all, or the measurement stops. */
  readonly answer: string;
  stop(): Promise<void>;
}

export async function startContender(contender: Contender, mode: Mode, bed: Bed): Promise<Started> {
  const port = await freePort();
  const command = contender.command({ supergraph: bed.supergraph, folder: bed.folder, port });
  const child = spawn('taskset', ['-c', GATEWAY_CORE, ...command], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      MODE: mode,
      SUPERGRAPH: bed.supergraph,
      ...contender.env,
    },
  });
  let said = '';
  child.stderr!.on('data', (data) => {
    said = `${said}${data}`.slice(-2_000);
  });
  const url = `http://127.0.0.1:${port}${contender.path ?? '/graphql'}`;
  const answer = await ask(url, child, () => said);
  return {
    answer,
    measure: async (seconds) => {
      const before = cpuOf(child.pid!);
      const load = await runLoad({ url, query: QUERY, seconds, folder: bed.folder, core: OTHER_CORE });
      return { ...load, cpuMs: (cpuOf(child.pid!) - before) / Math.max(1, load.requests) };
    },
    stop: async () => {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGKILL');
      await gone;
    },
  };
}

async function ask(url: string, child: ChildProcess, said: () => string): Promise<string> {
  const end = Date.now() + 60_000;
  for (;;) {
    if (child.exitCode !== null || Date.now() > end) throw new Error(`it does not answer: ${said()}`);
    try {
      const response = await fetch(url, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ query: QUERY }),
      });
      const { data, errors } = (await response.json()) as { data?: unknown; errors?: unknown };
      if (data && !errors) return JSON.stringify(sort(data));
      if (response.ok) throw new Error(JSON.stringify(errors).slice(0, 300));
    } catch (error) {
      if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

/** Keys in one order: contenders may answer in theirs. */
function sort(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sort);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(
    Object.entries(value)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, item]) => [key, sort(item)]),
  );
}

export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
