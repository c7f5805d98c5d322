import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { composeServices } from '@theguild/federation-composition';
import { parse } from 'graphql';
import type { Contender, Mode } from './contenders.ts';
import { QUERY, subgraphs } from './graph/subgraphs.ts';

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

export interface Round {
  readonly rps: number;
  readonly p99Ms: number;
  readonly cpuMs: number;
  readonly errors: number;
}

export interface Started {
  measure(seconds: number): Round;
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
  const lua = path.join(bed.folder, 'post.lua');
  await writeFile(
    lua,
    `wrk.method = "POST"\nwrk.body = ${JSON.stringify(JSON.stringify({ query: QUERY }))}\nwrk.headers["content-type"] = "application/json"\n`,
  );
  return {
    answer,
    measure: (seconds) => {
      const before = cpuOf(child.pid!);
      const out = execFileSync(
        'taskset',
        ['-c', OTHER_CORE, 'wrk', '-t1', '-c50', `-d${seconds}s`, '--latency', '-s', lua, url],
        { encoding: 'utf8' },
      );
      const cpu = cpuOf(child.pid!) - before;
      const requests = Number(/(\d+) requests in/.exec(out)?.[1] ?? 0);
      const refused = Number(/Non-2xx or 3xx responses: (\d+)/.exec(out)?.[1] ?? 0);
      const timeouts = Number(/timeout (\d+)/.exec(out)?.[1] ?? 0);
      return {
        rps: Number(/Requests\/sec:\s+([\d.]+)/.exec(out)?.[1] ?? 0),
        p99Ms: toMs(/99%\s+([\d.]+\w+)/.exec(out)?.[1] ?? '0ms'),
        cpuMs: cpu / Math.max(1, requests),
        errors: refused + timeouts,
      };
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

/** Processor time of a process, all threads, in ms (clock ticks of 10 ms). */
function cpuOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) * 10;
}

function toMs(text: string): number {
  const value = Number.parseFloat(text);
  if (text.endsWith('us')) return value / 1_000;
  return text.endsWith('ms') ? value : value * 1_000;
}

function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const probe = createServer().listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as { port: number };
      probe.close(() => resolve(port));
    });
  });
}
