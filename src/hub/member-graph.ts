import { composeSupergraph } from '../gateway/compose.ts';
import { createGateway, type Gateway } from '../gateway/gateway.ts';
import type { LocalSubgraph, RemoteSubgraph, Subgraph } from '../gateway/subgraph.ts';
import type { Log } from '../kernel/log.ts';
import { toError } from '../kernel/problem.ts';
import type { SubgraphRegistry } from './member-subgraphs.ts';
import { toRemoteSubgraph } from './remote-settings.ts';

interface MemberGraphOptions {
  readonly local: readonly LocalSubgraph[];
  /** From hub.config.ts: they stand, whatever the registry says. */
  readonly configured: readonly RemoteSubgraph[];
  readonly registry: SubgraphRegistry;
  readonly environment: NodeJS.ProcessEnv;
  readonly log: Log;
  /** How often the registry is looked at, in milliseconds [2,000]. */
  readonly everyMs?: number;
}

export interface MemberGraph {
  readonly gateway: Gateway;
  /** Looks at the registry now; true when the graph has changed. */
  refresh(): Promise<boolean>;
  stop(): Promise<void>;
}

/**
 * The hub's own subgraphs with those that members run, and the registry followed: what is published joins the graph
 * without a restart. A member that does not fit is left out and logged; it never keeps the hub from starting, nor takes
 * the graph away.
 */
export async function startMemberGraph(options: MemberGraphOptions): Promise<MemberGraph> {
  const { local, configured, registry, log, everyMs = 2_000 } = options;

  const collect = async (): Promise<RemoteSubgraph[]> => {
    const taken = new Set([...local, ...configured].map(({ name }) => name));
    const members: RemoteSubgraph[] = [...configured];
    // Oldest first: when two do not go together, the one that came later is left out.
    const published = (await registry.list()).toSorted((a, b) => +a.publishedAt - +b.publishedAt);
    for (const subgraph of published) {
      if (taken.has(subgraph.name)) continue;
      try {
        members.push(toRemoteSubgraph(subgraph, options.environment));
      } catch (error) {
        warn(subgraph.name, error);
      }
    }
    return members;
  };
  const warn = (subgraph: string, error: unknown) =>
    log.error({ area: 'gateway', subgraph, reason: toError(error).message }, 'member subgraph left out');

  let seen = await registry.revision();
  const gateway = createGateway({ subgraphs: toFitting(local, await collect(), warn) });
  const refresh = async (): Promise<boolean> => {
    const revision = await registry.revision();
    if (revision === seen) return false;
    seen = revision;
    try {
      await gateway.reload({ subgraphs: toFitting(local, await collect(), warn) });
      log.info({ area: 'gateway' }, 'graph reloaded');
      return true;
    } catch (error) {
      log.error(
        { area: 'gateway', reason: toError(error).message },
        'graph not reloaded; the present one stays',
      );
      return false;
    }
  };

  let turn = Promise.resolve();
  const timer = setInterval(() => {
    turn = turn
      .then(async () => void (await refresh()))
      .catch((error) =>
        log.warn({ area: 'gateway', reason: toError(error).message }, 'registry not readable'),
      );
  }, everyMs);
  timer.unref();
  return {
    gateway,
    refresh,
    stop: async () => {
      clearInterval(timer);
      await turn;
      await gateway.close();
    },
  };
}

/** All together; when they do not go together, one by one, and who does not fit is left out. */
function toFitting(
  local: readonly LocalSubgraph[],
  members: readonly RemoteSubgraph[],
  onDropped: (subgraph: string, error: unknown) => void,
): readonly Subgraph[] {
  const all = [...local, ...members];
  try {
    composeSupergraph(all);
    return all;
  } catch (error) {
    if (members.length === 0) throw error;
  }
  const kept: Subgraph[] = [...local];
  for (const member of members) {
    try {
      composeSupergraph([...kept, member]);
      kept.push(member);
    } catch (error) {
      onDropped(member.name, error);
    }
  }
  return kept;
}
