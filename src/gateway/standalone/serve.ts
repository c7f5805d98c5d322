import { Registry } from 'prom-client';
import type { Log } from '../../kernel/log.ts';
import { createGateway } from '../gateway.ts';
import { readPersistedOperations } from '../persisted-operations.ts';
import { rehearse } from '../rehearse.ts';
import { createServer, type RunningServer } from '../server/server.ts';
import type { RemoteMember, RemoteSettings } from '../subgraph.ts';
import { readSupergraph, type Supergraph } from '../supergraph.ts';
import { toMembers } from './members.ts';

export interface StandaloneOptions {
  readonly supergraphSdl: string;
  /** 0 takes a free one. */
  readonly port: number;
  readonly host: string;
  /** Subgraph → address, instead of the one in the supergraph. */
  readonly urls?: Readonly<Record<string, string>>;
  /** For every subgraph. */
  readonly settings?: Omit<RemoteSettings, 'url'>;
  /** Folder of `*.graphql` documents that are compiled, and asked once, before the first client comes. */
  readonly operations?: string;
  /** Names of request headers that are handed on to every subgraph. */
  readonly forwardHeaders?: readonly string[];
  /** Equal questions with equal forwarded headers under way at the same time are answered once [true]. */
  readonly shareAnswers?: boolean;
  readonly log: Log;
}

export interface StandaloneGateway extends RunningServer {
  /** Takes another supergraph; a wrong one is refused with a Problem, and the present one stays. */
  reload(supergraphSdl: string): Promise<void>;
}

/** A federated gateway alone: any supergraph, subgraphs elsewhere, no hub behind it. */
export async function serveSupergraph(options: StandaloneOptions): Promise<StandaloneGateway> {
  const { urls = {}, settings = {}, log, port, host } = options;
  const toInput = (sdl: string): { supergraph: Supergraph; members: readonly RemoteMember[] } => {
    const supergraph = readSupergraph(sdl);
    return { supergraph, members: toMembers(supergraph.members, urls, settings) };
  };
  const gateway = createGateway(toInput(options.supergraphSdl));
  const operations = options.operations ? await readPersistedOperations(options.operations) : [];
  await gateway.warm(operations);
  const names = (options.forwardHeaders ?? []).map((name) => name.toLowerCase());
  const server = await createServer({
    gateway,
    createContext: async ({ headers, signal }) => {
      const forwardHeaders = pick(headers, names);
      // Nothing else of a request reaches the subgraphs.
      return { signal, forwardHeaders, askerKey: JSON.stringify(forwardHeaders) };
    },
    port,
    host,
    health: () => ({ ready: true, reasons: [] }),
    metrics: new Registry(),
    log,
    ...(options.shareAnswers === undefined ? {} : { shareAnswers: options.shareAnswers }),
  });
  await rehearse(server.url, operations);
  return {
    ...server,
    reload: (sdl) => gateway.reload(toInput(sdl)),
    close: async () => {
      await server.close();
      await gateway.close();
    },
  };
}

function pick(
  headers: Readonly<Record<string, string | undefined>>,
  names: readonly string[],
): Record<string, string> {
  const picked: Record<string, string> = {};
  for (const name of names) {
    const value = headers[name];
    if (value !== undefined) picked[name] = value;
  }
  return picked;
}
