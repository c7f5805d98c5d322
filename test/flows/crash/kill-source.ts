import { type ChildProcess, spawn } from 'node:child_process';
import type pg from 'pg';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../../src/sdk/conformance/harness.ts';
import { createRandom, makeRows } from '../../../src/sdk/conformance/rows.ts';
import type { Mode } from '../../../src/sdk/index.ts';
import { createKillingProxy } from './killing-proxy.ts';
import type { SourceLife } from './source-child.ts';

export interface KillOptions {
  harness: ConnectorHarness;
  /** Another way to start the fixture than the harness has. */
  start?: () => Promise<KilledFixture>;
  kills: number;
  seed: number;
  /** The child's program, compiled. */
  program: string;
  databaseUrl: string;
  table: SourceLife['table'];
  store: pg.Pool;
}

/** `forgetTheDead`: what the peer would notice by itself after a while. */
export type KilledFixture = FixtureSource & { forgetTheDead?(): void };

export interface KillResult {
  /** Ids that the source gave out, in order. */
  sent: string[];
  /** Lives that were ended in the middle of a run, with rows left to move. */
  inTheMiddle: number;
}

/** Pages of a life are few, whatever the moment: some two dozen pieces are two pages. */
const LAST_PIECE = 24;
/** Rows that lie ready for a sync: more than twenty lives get through. */
const ROWS_AT_ONCE = 500;
/** Rows of a stream come in small lots while the child lives. */
const LOT = 10;
const AHEAD = 60;
/** Of one life, on a machine that has much else to do. */
const LIMIT_MS = 120_000;

/** Starts, kills and starts again; then lets one life come to its end. Throws when a life does not get on. */
export async function killSource(options: KillOptions): Promise<KillResult> {
  const { harness, kills, store } = options;
  const random = createRandom(options.seed);
  const mode = modeOf(harness);
  const fixture: KilledFixture = await (options.start ?? harness.start)();
  const target = new URL(options.databaseUrl);
  const proxy = await createKillingProxy({ host: target.hostname, port: Number(target.port) });
  target.host = `127.0.0.1:${proxy.port}`;
  const life: SourceLife = {
    connector: harness.module.manifest.name,
    ...fixture.good,
    network: [...(harness.network ?? ['127.0.0.0/8', '::1/128'])],
    dataset: fixture.dataset,
    pageBytes: harness.pageBytes,
    mode,
    databaseUrl: target.href,
    table: options.table,
  };
  const sent: string[] = [];
  const next = (count: number): FixtureRow[] => {
    const rows = makeRows(count, { from: sent.length });
    sent.push(...rows.map(({ id }) => id));
    return rows;
  };
  const waiting = async () => {
    const { rows } = await store.query<{ n: number }>('SELECT count(*)::int AS n FROM sample');
    return sent.length - rows[0]!.n;
  };
  const isComplete = async () => (await waiting()) === 0;
  /** Some pages ahead of the child, and no more: a slow machine is not to drown it. */
  const nextOfStream = async () => ((await waiting()) < AHEAD ? next(LOT) : []);
  let inTheMiddle = 0;
  try {
    if (mode === 'sync') await fixture.load(next(ROWS_AT_ONCE));
    for (let kill = 0; kill < kills; kill++) {
      const child = start(options.program, life);
      proxy.arm({ after: Math.floor(random() * LAST_PIECE), passOn: random() < 0.5 }, child.kill);
      await feed(mode, fixture, child, nextOfStream, () => child.isDead());
      await child.ended;
      proxy.disarm();
      fixture.forgetTheDead?.();
      if (!child.wasKilled()) throw new Error(`life ${kill} ended by itself:\n${child.output()}`);
      if (mode !== 'sync' || !(await isComplete())) inTheMiddle += 1;
    }
    const last = start(options.program, life);
    // A sync is over when it says so; a stream never is.
    const isOver = async () => (mode === 'sync' ? last.isDead() : await isComplete());
    await feed(mode, fixture, last, async () => [], isOver);
    if (mode === 'sync' && last.exitCode() !== 0) throw new Error(`the last life failed:\n${last.output()}`);
    last.kill();
    await last.ended;
    return { sent, inTheMiddle };
  } finally {
    await proxy.close();
    await fixture.stop();
  }
}

function modeOf({ module }: ConnectorHarness): Mode {
  const { modes } = module.manifest;
  return modes.find((mode) => mode !== 'live') ?? modes[0]!;
}

/** What the source does meanwhile: nothing, publish lot after lot, or post until each delivery was accepted. */
async function feed(
  mode: Mode,
  fixture: FixtureSource,
  child: Life,
  next: () => Promise<FixtureRow[]>,
  isOver: () => boolean | Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + LIMIT_MS;
  while (!(await isOver())) {
    if (Date.now() > deadline) throw new Error(`does not get on after ${LIMIT_MS} ms:\n${child.output()}`);
    if (mode === 'push') await deliver(fixture, child, next);
    else if (mode === 'stream') await fixture.load(await next());
    await new Promise((resolve) => setTimeout(resolve, mode === 'push' ? 2 : 15));
  }
}

/** Deliveries that no 2xx was heard for, by fixture: an owner sends them again, to the next life. */
const unanswered = new WeakMap<FixtureSource, { rows: FixtureRow[]; id: string }[]>();

async function deliver(
  fixture: FixtureSource,
  child: Life,
  next: () => Promise<FixtureRow[]>,
): Promise<void> {
  const port = /^port (\d+)$/m.exec(child.output())?.[1];
  if (port === undefined) return;
  const waiting = unanswered.get(fixture) ?? [];
  unanswered.set(fixture, waiting);
  if (waiting.length === 0) {
    const rows = await next();
    if (rows.length === 0) return;
    waiting.push({ rows, id: `delivery-${rows[0]!.id}` });
  }
  const { path, write, sign } = fixture.push!;
  const { rows, id } = waiting[0]!;
  const raw = write(rows);
  const response = await fetch(`http://127.0.0.1:${port}/${path}`, {
    method: 'POST',
    headers: sign(raw, { at: new Date(), id }),
    body: Buffer.from(raw),
  }).catch(() => undefined);
  if (response?.ok) waiting.shift();
}

interface Life {
  kill(): void;
  /** By the proxy, at its moment. */
  wasKilled(): boolean;
  isDead(): boolean;
  exitCode(): number | null;
  ended: Promise<void>;
  output(): string;
}

function start(program: string, life: SourceLife): Life {
  const child: ChildProcess = spawn(process.execPath, [program], {
    env: { ...process.env, HUB_SOURCE_LIFE: JSON.stringify(life) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout!, child.stderr!]) stream.on('data', (chunk) => (text += chunk));
  const isDead = () => child.exitCode !== null || child.signalCode !== null;
  return {
    kill: () => void child.kill('SIGKILL'),
    wasKilled: () => child.signalCode === 'SIGKILL',
    isDead,
    exitCode: () => child.exitCode,
    ended: new Promise((resolve) => child.once('exit', () => resolve())),
    output: () => text,
  };
}
