import 'reflect-metadata';
import { migrations } from '../../migrations/index.ts';
import type { Principal } from '../../src/access/principal.ts';
import { createBus } from '../../src/events/bus.ts';
import type { HubContext, LiveAsk } from '../../src/graphql/context.ts';
import { createHubContext } from '../../src/graphql/create-context.ts';
import type { SourceDesk } from '../../src/graphql/source-desk.ts';
import { createUnitIndex } from '../../src/model/administrative-units/index.ts';
import type { Dataset } from '../../src/store/dataset.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import type { Trust } from '../../src/store/trust.ts';
import { createTestDatabase } from './database.ts';

/** Sees everything. */
export const allSeeing: Principal = {
  subsystem: 'test/all-seeing',
  role: 'test',
  grants: [
    { types: ['*'], classes: ['internal', 'personal', 'sealed'], purposes: ['test'], legalBasis: 'test' },
  ],
  actions: ['reportIncident'],
};

/** A hub without sources. */
const noDesk: SourceDesk = {
  sources: () => [],
  connectorOf: () => undefined,
  sharedDataset: () => undefined,
  lineageOf: async () => undefined,
  replay: async () => [],
  replayQuarantine: async () => undefined,
  discardQuarantine: async () => undefined,
  decide: async () => undefined,
};

export interface ContextOverrides {
  desk?: SourceDesk;
  principal?: Principal;
  purpose?: string;
  now?: Date;
  live?: (dataset: string, ask: LiveAsk) => Promise<Record<string, unknown>[]>;
}

export interface TestStore {
  store: Store;
  url: string;
  bus: ReturnType<typeof createBus>;
  /** A fresh request context on this store; by default of one who sees everything. */
  context(overrides?: ContextOverrides): HubContext;
  close(): Promise<void>;
}

/** A migrated store in a database of its own. */
export async function openTestStore(options: {
  datasets: readonly Dataset[];
  shared?: Record<string, Trust>;
}): Promise<TestStore> {
  const database = await createTestDatabase();
  const store = await openStore({ url: database.url, migrations, ...options });
  const bus = createBus();
  return {
    store,
    url: database.url,
    bus,
    context: (overrides = {}) =>
      createHubContext(
        {
          store,
          bus,
          units: createUnitIndex({ provinceCode: '24' }),
          cursorKey: Buffer.alloc(32, 7),
          desk: overrides.desk ?? noDesk,
          live: {
            find: async (dataset, ask) => {
              if (!overrides.live) throw new Error(`no live source for ${dataset} in this test`);
              return { records: await overrides.live(dataset, ask), refused: 0, calls: 1 };
            },
            sourceOf: () => undefined,
          },
          sourcesOf: () => [],
          createReport: () => ({ note: () => undefined, report: () => [] }),
        },
        {
          principal: overrides.principal ?? allSeeing,
          purpose: overrides.purpose,
          caseReference: undefined,
          signal: new AbortController().signal,
          now: overrides.now ?? new Date('2026-11-24T02:00:00Z'),
        },
      ),
    close: async () => {
      await store.close();
      await database.drop();
    },
  };
}
