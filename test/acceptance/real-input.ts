import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type ExecutionResult, parse, validate } from 'graphql';
import { connectors } from '../../connectors/index.ts';
import { createGateway } from '../../src/gateway/gateway.ts';
import { createIngest } from '../../src/ingest/ingest.ts';
import type { RunTotals } from '../../src/ingest/ledger.ts';
import { systemClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import type { Store } from '../../src/store/store.ts';
import { datasets, subgraphs } from '../../src/subgraphs/index.ts';
import { openTestStore } from '../support/store.ts';
import { I94_FILE, i94Source } from './i94.source.ts';
import { rdwSource } from './rdw.source.ts';
import { type RdwServer, startRdwServer } from './rdw-server.ts';
import { sharedFile } from './shared-data.ts';
import { stats19CasualtyDataset, stats19VehicleDataset } from './stats19/stats19.dataset.ts';
import { STATS19_FILES, stats19Source } from './stats19/stats19.source.ts';
import { stats19Subgraph } from './stats19/stats19.subgraph.ts';

/** A hub whose sources are the real data: three owners, two protocols, one graph. */
export interface RealInput {
  store: Store;
  rdw: RdwServer;
  /** Puts the files into the folders once more, as if their owners had sent them again. */
  dropFiles(): Promise<void>;
  /** Runs every source once; totals by dataset. */
  syncAll(): Promise<Record<string, RunTotals>>;
  /** Data of an answer without errors. */
  ask<T>(query: string, variables?: Record<string, unknown>): Promise<T>;
  close(): Promise<void>;
}

export async function openRealInput(): Promise<RealInput> {
  const kinds = [...datasets, stats19VehicleDataset, stats19CasualtyDataset];
  const test = await openTestStore({ datasets: kinds });
  // The hub's own tables come from its migrations; this adds the two that only this test has.
  await test.store.dataSource.synchronize();
  const dir = await mkdtemp(path.join(tmpdir(), 'hub-acceptance-'));
  const rdw = await startRdwServer();
  const sources = [stats19Source(dir), i94Source(dir), { ...rdwSource, network: ['127.0.0.0/8'] }];
  const ingest = await createIngest({
    sources,
    connectors,
    kinds,
    environment: { RDW_URL: rdw.url },
    log: silentLog,
    pool: test.store.pool,
    door: test.store.door,
    clock: systemClock,
  });
  const gateway = createGateway({ subgraphs: [...subgraphs, stats19Subgraph].map((build) => build()) });
  return {
    store: test.store,
    rdw,
    dropFiles: async () => {
      for (const file of [...STATS19_FILES, I94_FILE])
        await copyFile(sharedFile(file), path.join(dir, path.basename(file)));
    },
    syncAll: async () => {
      const totals: Record<string, RunTotals> = {};
      for (const { name, bindings } of sources)
        for (const { to } of bindings) [totals[to]] = (await ingest.sync(name, to)) as [RunTotals];
      return totals;
    },
    ask: async (query, variables = {}) => {
      const document = parse(query);
      const invalid = validate(gateway.apiSchema, document);
      if (invalid.length > 0) throw new AggregateError(invalid, invalid.map(String).join('\n'));
      const contextValue = test.context({ purpose: 'test' });
      const { data, errors }: ExecutionResult = await gateway.execute({ document, variables, contextValue });
      if (errors) throw new AggregateError(errors, errors.map(String).join('\n'));
      return data as never;
    },
    close: async () => {
      await ingest.stop();
      await rdw.close();
      await test.close();
      await rm(dir, { recursive: true, force: true });
    },
  };
}
