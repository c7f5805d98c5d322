import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_SUPERGRAPH_INVALID } from '../../kernel/problems/gateway.ts';
import type { RemoteMember, RemoteSettings } from '../subgraph.ts';
import type { SupergraphMember } from '../supergraph.ts';

/** The subgraphs of a supergraph, each with an address that can be called. */
export function toMembers(
  members: readonly SupergraphMember[],
  urls: Readonly<Record<string, string>>,
  settings: Omit<RemoteSettings, 'url'>,
): RemoteMember[] {
  const unknown = Object.keys(urls).filter((name) => !members.some((member) => member.name === name));
  if (unknown.length > 0)
    throw invalid(
      `it has no subgraph ${unknown.join(', ')}; it has ${members.map(({ name }) => name).join(', ')}`,
    );
  return members.map(({ name, url: written }) => {
    const url = urls[name] ?? written;
    if (!URL.canParse(url) || !/^https?:$/.test(new URL(url).protocol))
      throw invalid(`subgraph ${name} has no http(s) address ("${url}"); give it one: ${name}=http://…`);
    return { ...settings, name, url };
  });
}

function invalid(reason: string): Problem<{ reason: string }> {
  return new Problem(GATEWAY_SUPERGRAPH_INVALID, { reason });
}
