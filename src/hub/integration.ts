import type { SourceCard, SourceDesk } from '../graphql/source-desk.ts';
import { decideApproval } from '../ingest/approvals.ts';
import type { BoundDataset, FedDataset } from '../ingest/bound-dataset.ts';
import { discardEntries } from '../ingest/discard.ts';
import type { Ingest } from '../ingest/ingest.ts';
import { createLineageBook } from '../ingest/known-lineage.ts';
import type { Log } from '../kernel/log.ts';
import { toError } from '../kernel/problem.ts';
import type { SourceDefinition } from '../sdk/index.ts';
import type { Store } from '../store/store.ts';
import type { HubDefinition } from './define-hub.ts';
import { toSharedDatasets } from './shared-datasets.ts';

export interface DeskParts {
  definition: Pick<HubDefinition, 'sources' | 'trust'>;
  ingest: Ingest;
  store: Store;
  log: Log;
}

/** What the graph may do about sources, over the ingest. Each decision leaves a line of audit in the log. */
export function createSourceDesk({ definition, ingest, store, log }: DeskParts): SourceDesk {
  const { sources } = definition;
  const shared = toSharedDatasets(definition);
  const traceLineage = createLineageBook(store.pool);
  const audit = (operation: string, name: string, more: object) =>
    log.info({ area: 'audit', operation, name, ...more }, 'a person decided');
  return {
    sources: () => sources.map((source) => toCard(source, ingest, store)),
    connectorOf: (name) => sources.find((source) => source.name === name)?.connector,
    sharedDataset: (name) => {
      const table = store.door.tableOf(name);
      const trust = shared[name];
      return trust && { trust, table, instants: toInstants(store, name) };
    },
    lineageOf: async (source, dataset) => {
      const found = ingest.bound.find(
        (entry) =>
          entry.source.name === source && entry.kind.name === dataset && entry.binding.mode !== 'live',
      );
      return found && traceLineage(found as FedDataset);
    },
    replay: async (source, dataset, { since, by }) => {
      const fed = ingest.bound.filter(
        ({ source: one, kind, binding }) =>
          one.name === source && binding.mode !== 'live' && (dataset ?? kind.name) === kind.name,
      );
      // A name that fits nothing is told with those that would.
      if (fed.length === 0) await ingest.replay(source, dataset);
      const runs = await Promise.all(fed.map((entry) => begin(entry, ingest, log, { since, by })));
      audit('replay', by, { source, dataset, count: runs.length });
      return runs;
    },
    replayQuarantine: async (ids, by) => {
      await ingest.replayEntries(ids, by);
      audit('replayQuarantine', by, { count: ids.length });
    },
    discardQuarantine: async (ids, decision) => {
      const count = await discardEntries(store.pool, ids, decision);
      audit('discardQuarantine', decision.by, { count });
    },
    decide: async (id, decision) => {
      const { kind, status, removed } = await decideApproval(store.pool, store.door, id, decision);
      audit('decide', decision.by, { kind, status, count: removed });
    },
  };
}

/** Resolves to the run's id once it has begun; what becomes of it stands in the ledger. */
function begin(
  { source, kind }: BoundDataset,
  ingest: Ingest,
  log: Log,
  how: { since?: string | undefined; by: string },
): Promise<string> {
  return new Promise((resolve, reject) => {
    ingest.replay(source.name, kind.name, { ...how, onRun: resolve }).catch((error: unknown) => {
      // Before it began the asker hears of it; later the log and the ledger do.
      reject(error);
      const reason = toError(error).message;
      log.warn(
        { area: 'ingest', source: source.name, dataset: kind.name, reason },
        'replay did not end well',
      );
    });
  });
}

function toCard(source: SourceDefinition, ingest: Ingest, store: Store): SourceCard {
  const { name, titleVi, titleEn, owner, channel, connector } = source;
  const health = ingest.health.get(name);
  return {
    ...{ name, titleVi, titleEn, owner, channel, connector },
    status: health?.status ?? 'NOT_ASKED',
    asOf: health?.asOf ?? null,
    since: health?.since ?? null,
    message: health?.message ?? null,
    datasets: ingest.bound
      .filter((entry) => entry.source.name === name)
      .map(({ kind, binding }) => ({
        source: name,
        name: kind.name,
        titleVi: kind.titleVi,
        titleEn: kind.titleEn,
        from: binding.from,
        mode: binding.mode.toUpperCase(),
        every: binding.every ?? null,
        table: 'entity' in kind ? store.door.tableOf(kind.name).name : null,
      })),
  };
}

function toInstants(store: Store, name: string): string[] {
  const { observedAt, statedAt } = store.datasets.find((dataset) => dataset.name === name)!;
  return ['sourceUpdatedAt', observedAt, statedAt].filter((property) => property !== undefined);
}
