import { bindSources } from '../../src/ingest/bind.ts';
import type { FedDataset } from '../../src/ingest/bound-dataset.ts';
import { createHealthBook } from '../../src/ingest/health.ts';
import { createLedger } from '../../src/ingest/ledger.ts';
import type { RunDeps } from '../../src/ingest/run-deps.ts';
import { createRunLocks } from '../../src/ingest/run-lock.ts';
import { createSeenBook } from '../../src/ingest/seen.ts';
import { createTurns } from '../../src/ingest/turns.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import { silentLog } from '../../src/kernel/log.ts';
import {
  type Binding,
  type Change,
  type Connector,
  type ConnectorModule,
  defineConnector,
  defineSource,
  type Page,
  type SourceDataset,
  type SourceDefinition,
} from '../../src/sdk/index.ts';
import { sampleDataset } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';

export const offered: SourceDataset = {
  name: 'rows',
  schema: { type: 'object' },
  key: ['id'],
  deletes: 'events',
  live: { keys: [['id']], maxKeys: 100, ops: ['eq', 'in'] },
};

/** A connector whose behaviour a test writes in place. */
export function fakeConnector(
  behaviour: Partial<Connector> = {},
  manifest: Partial<ConnectorModule['manifest']> = {},
): ConnectorModule<never> {
  return defineConnector<never>({
    manifest: {
      name: 'fake',
      version: '1.0.0',
      api: '^1',
      licence: 'Apache-2.0',
      description: 'A source made up by a test',
      modes: ['sync', 'stream', 'live'],
      config: { type: 'object', properties: { url: { type: 'string' } }, additionalProperties: false },
      permissions: {},
      ...manifest,
    },
    create: () => ({
      check: async () => ({ ok: true }),
      discover: async () => [offered],
      async *read() {},
      query: async () => ({ rows: [], applied: { where: false, orderBy: false, limit: false } }),
      ...behaviour,
    }),
  });
}

export function fakeSource(
  binding: Partial<Binding> = {},
  more: Partial<SourceDefinition> = {},
): SourceDefinition {
  return defineSource({
    name: 'register',
    titleVi: 'Sổ đăng ký',
    titleEn: 'Register',
    owner: 'VN/GOV/TEST/REGISTER',
    channel: 'DIRECT_LAB',
    connector: 'fake',
    config: {},
    bindings: [{ from: 'rows', to: 'sample', mode: 'sync', ...binding }],
    ...more,
  });
}

export function put(data: Record<string, unknown>, pos?: string): Change {
  return { op: 'put', data, ...(pos === undefined ? {} : { src: { uri: 'memory:rows', pos } }) };
}

export type Read = NonNullable<Connector['read']>;

/** A source with these pages; the cursor is the number of the last page that was read. */
export function paged(
  pages: Change[][],
  onPage: (index: number) => void | Promise<void> = () => undefined,
): Read {
  return async function* (_, { cursor, dataset }) {
    for (let index = cursor === null ? 0 : (cursor as number) + 1; index < pages.length; index++) {
      await onPage(index);
      yield { dataset: dataset.name, changes: pages[index]!, cursor: index } satisfies Page;
    }
  };
}

export async function bindOne(module: ConnectorModule<never>, source = fakeSource()): Promise<FedDataset> {
  const { bound } = await bindSources({
    sources: [source],
    connectors: [module],
    kinds: [sampleDataset],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
  });
  return bound[0] as FedDataset;
}

export function runDeps({ store }: TestStore, more: Partial<RunDeps> = {}): RunDeps {
  return {
    pool: store.pool,
    door: store.door,
    ledger: createLedger(store.pool),
    locks: createRunLocks(store.pool),
    seen: createSeenBook(),
    turns: createTurns(),
    health: createHealthBook(createFixedClock('2026-11-24T00:00:00Z')),
    log: silentLog,
    signal: new AbortController().signal,
    ...more,
  };
}
