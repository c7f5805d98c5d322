import { createLocalClient, type LocalClientOptions, type SubgraphClient } from './client.ts';
import { createRemoteClient } from './remote/client.ts';
import { isLocal, type LocalSubgraph, type RemoteMember } from './subgraph.ts';

/** What a client is made from: a subgraph here, or the settings of one elsewhere. */
export type Member = LocalSubgraph | RemoteMember;

/** The clients of the present graph. A reload keeps those whose subgraph stayed as it was, with all they have compiled. */
export interface Members {
  /** Clients for these subgraphs; nothing changes until `commit`. */
  prepare(members: readonly Member[]): { readonly clients: readonly SubgraphClient[]; commit(): void };
  /** Ends every client. */
  close(): Promise<void>;
}

interface Known {
  readonly member: Member;
  readonly client: SubgraphClient;
}

export function createMembers(options: LocalClientOptions = {}): Members {
  let present = new Map<string, Known>();
  const toClient = (member: Member): SubgraphClient =>
    isLocal(member) ? createLocalClient(member, options) : createRemoteClient(member);
  return {
    prepare: (members) => {
      const next = new Map(
        members.map((member) => {
          const known = present.get(member.name);
          const client = known && isSame(known.member, member) ? known.client : toClient(member);
          return [member.name, { member, client }] as const;
        }),
      );
      return {
        clients: [...next.values()].map(({ client }) => client),
        commit: () => {
          // A client that is retired stays open: subscriptions that began with it go on asking it. Its idle connections
          // close by themselves, and nothing else of it is left when the last of them has ended.
          present = next;
        },
      };
    },
    close: async () => {
      await Promise.all([...present.values()].map(({ client }) => client.close?.()));
    },
  };
}

/** The SDL is the planner's business: a client that is called the same way is the same client. */
function isSame(known: Member, next: Member): boolean {
  if (isLocal(known) || isLocal(next)) return isLocal(known) && isLocal(next) && known.schema === next.schema;
  return toSettings(known) === toSettings(next);
}

function toSettings(member: RemoteMember): string {
  return JSON.stringify({ ...member, sdl: undefined });
}
