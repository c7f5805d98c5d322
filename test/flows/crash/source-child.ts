/**
 * A hub reduced to one dataset of one source, with the real run, write door and connector: read → map → COPY → commit →
 * acknowledge. Bundled by the test beside it, started and killed again and again for each connector. Loads neither TypeORM
 * nor the graph: starting is what a life costs.
 */
import { createServer } from 'node:http';
import type { FedDataset } from '../../../src/ingest/bound-dataset.ts';
import { createHealthBook } from '../../../src/ingest/health.ts';
import { createLedger } from '../../../src/ingest/ledger.ts';
import { receivePush } from '../../../src/ingest/receive.ts';
import { runDataset } from '../../../src/ingest/run.ts';
import type { RunDeps } from '../../../src/ingest/run-deps.ts';
import { createRunLocks } from '../../../src/ingest/run-lock.ts';
import { createSeenBook } from '../../../src/ingest/seen.ts';
import { createTurns } from '../../../src/ingest/turns.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { toError } from '../../../src/kernel/problem.ts';
import { createCtx } from '../../../src/sdk/create-ctx.ts';
import type { Connector, ConnectorModule, Mode } from '../../../src/sdk/index.ts';
import { judgeConfig } from '../../../src/sdk/judge-config.ts';
import type { Dataset } from '../../../src/store/dataset.ts';
import { createPool } from '../../../src/store/pool.ts';
import type { TableColumn } from '../../../src/store/table.ts';
import { createWriteDoor } from '../../../src/store/write-door.ts';
import { loadConnector } from './load-connector.ts';

/** What the parent says in the first message. */
export interface SourceLife {
  connector: string;
  config: Record<string, unknown>;
  secrets: Record<string, string>;
  network: string[];
  dataset: string;
  pageBytes: number;
  mode: Mode;
  databaseUrl: string;
  table: { name: string; columns: TableColumn[]; data: TableColumn[] };
}

const SOURCE = 'killed';
const life = JSON.parse(process.env.HUB_SOURCE_LIFE!) as SourceLife;
const { signal } = new AbortController();

/** Pages as small as the harness wants them, so that there is always a middle to be killed in. */
function withSmallPages(connector: Connector): Connector {
  const { read } = connector;
  if (!read) return connector;
  const pageBytes = life.pageBytes;
  return { ...connector, read: (ctx, request) => read.call(connector, ctx, { ...request, pageBytes }) };
}

async function bind(module: ConnectorModule): Promise<FedDataset> {
  const source = { name: SOURCE, bindings: [] } as unknown as FedDataset['source'];
  const ctx = await createCtx({
    source: SOURCE,
    config: judgeConfig<object>(module.manifest, life.config, SOURCE, {}),
    manifest: module.manifest,
    secrets: (name) => life.secrets[name],
    log: silentLog,
    signal,
    network: life.network,
  });
  const connector = withSmallPages(await module.create(ctx));
  const offered = (await connector.discover(ctx)).find(({ name }) => name === life.dataset)!;
  const key = offered.key[0]!;
  const kind = {
    name: 'sample',
    event: 'sample.changed',
    record: { safeParse: (data: unknown) => ({ success: true, data }) },
  } as unknown as Dataset;
  const map = (raw: Record<string, unknown>) => ({ id: String(raw[key]), details: raw });
  const binding = { from: life.dataset, to: 'sample', mode: life.mode, map };
  return { source, binding, kind, connector, ctx, describe: async () => offered };
}

/** A push has a door of its own, as the hub's server has. */
function listen(bound: FedDataset, deps: RunDeps): void {
  const server = createServer(async (request, response) => {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const headers = request.headers as Record<string, string>;
    const path = request.url!.slice(1);
    const reply = await receivePush([bound], deps, SOURCE, {
      headers,
      raw: Buffer.concat(parts),
      path,
    }).catch((error: unknown) => ({ status: 503, body: toError(error).message }));
    response.writeHead(reply.status).end(reply.body);
  });
  server.listen(0, '127.0.0.1', () => {
    process.stdout.write(`port ${(server.address() as { port: number }).port}\n`);
  });
}

const pool = createPool(life.databaseUrl, 3, () => undefined);
const columns = new Map(life.table.columns.map((column) => [column.property, column]));
const table = { ...life.table, column: (property: string) => columns.get(property) };
const bound = await bind(await loadConnector(life.connector));
const deps: RunDeps = {
  pool,
  door: createWriteDoor(pool, [{ dataset: bound.kind, table }]),
  ledger: createLedger(pool),
  locks: createRunLocks(pool),
  seen: createSeenBook(),
  turns: createTurns(),
  health: createHealthBook(systemClock),
  log: silentLog,
  signal,
};
if (life.mode === 'push') listen(bound, deps);
// What the schedule does: a run that fails, or finds the dataset of the killed one still taken, is tried again.
else
  for (;;) {
    try {
      await runDataset(bound, deps);
      process.stdout.write('run over\n');
      break;
    } catch (error) {
      process.stdout.write(`again: ${toError(error).message}\n`);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
