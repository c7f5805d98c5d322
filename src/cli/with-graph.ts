import { migrations } from '../../migrations/index.ts';
import type { UsageOf } from '../gateway/registry/breaking.ts';
import type { Finding } from '../gateway/registry/finding.ts';
import { judgePublication, type Publication, type Verdict } from '../gateway/registry/publication.ts';
import { createRemoteClient } from '../gateway/remote/client.ts';
import { readFieldUsage } from '../gateway/usage/field-usage.ts';
import { openDatabase } from '../hub/database.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import {
  createSubgraphRegistry,
  type RegisteredSubgraph,
  type SubgraphRegistry,
} from '../hub/member-subgraphs.ts';
import { readConfiguredSubgraphs, toRemoteSubgraph } from '../hub/remote-settings.ts';
import { readEnvironment } from '../kernel/config.ts';
import { createLifecycle } from '../kernel/lifecycle.ts';
import { toError } from '../kernel/problem.ts';
import { openStore } from '../store/store.ts';
import { subgraphs } from '../subgraphs/index.ts';

/** A field that nobody asked for so long may go. */
const USAGE_DAYS = 90;

/** The graph as a running hub would have it, for one command; also while the hub is running. */
export interface GraphAccess {
  readonly registry: SubgraphRegistry;
  isConfigured(name: string): boolean;
  judge(publication: Publication, acceptBreaking?: boolean): Promise<Verdict>;
  /** Asks it one thing. Not answering is a warning: it may be started later. */
  probe(subgraph: Pick<RegisteredSubgraph, 'name' | 'sdl' | 'settings'>): Promise<Finding[]>;
}

export async function withGraph<T>(work: (graph: GraphAccess) => Promise<T>): Promise<T> {
  const lifecycle = createLifecycle();
  try {
    const definition = await loadDefinition(() => import('../../hub.config.ts'));
    const { url } = await openDatabase(readEnvironment(), lifecycle, { leaveRunning: true });
    const store = await openStore({ url, datasets: [], migrations, poolSize: 2 });
    lifecycle.onStop('store', store.close);
    const registry = createSubgraphRegistry(store.pool);
    const { usageOf: read } = readFieldUsage(store.pool);
    const usageOf: UsageOf = async (type, field) => {
      const uses = await read(type, field, USAGE_DAYS);
      return {
        count: uses.reduce((sum, { count }) => sum + count, 0),
        clients: uses.map(({ client }) => client),
      };
    };
    const own = [...subgraphs.map((build) => build()), ...readConfiguredSubgraphs(definition, process.env)];
    return await work({
      registry,
      isConfigured: (name) => own.some((subgraph) => subgraph.name === name),
      judge: async (publication, acceptBreaking) => {
        const present = [...own, ...(await registry.list())];
        return judgePublication(present, publication, usageOf, acceptBreaking);
      },
      probe: async (subgraph) => {
        const client = createRemoteClient({ ...toRemoteSubgraph(subgraph, process.env), retries: 0 });
        try {
          await client.execute({
            query: '{ __typename }',
            kind: 'query' as never,
            variables: {},
            contextValue: {},
          });
          return [];
        } catch (error) {
          const { message } = toError(error);
          const remedy = 'see that it runs, and that the hub may reach it';
          return [{ code: 'UNREACHABLE', level: 'warning', at: subgraph.name, message, remedy }];
        } finally {
          await client.close?.();
        }
      },
    });
  } finally {
    await lifecycle.stop('done');
  }
}
