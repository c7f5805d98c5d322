import type { ExecutionResult } from 'graphql';
import type { SubgraphEvent, SubgraphRequest } from '../client.ts';
import { mapEvents } from '../map-events.ts';
import type { RemoteSettings } from '../subgraph.ts';
import { judgeResult } from './answer.ts';
import { toHeaders } from './headers.ts';
import { openSse } from './sse.ts';
import type { StreamRequest } from './stream-request.ts';
import { openWebSocket } from './ws.ts';

const MAX_EVENT_BYTES = 8 * 2 ** 20;

/**
 * Opens a stream at a subgraph elsewhere. Each stream has a connection of its own, so that a slow reader holds up
 * nobody else: the connection is not read while nobody takes events from it.
 */
export async function subscribeRemote(
  subgraph: RemoteSettings & { readonly name: string },
  { query, variables, contextValue }: SubgraphRequest,
): Promise<AsyncIterable<SubgraphEvent> | ExecutionResult> {
  const { protocol = 'ws', url = subgraph.url } = subgraph.subscriptions ?? {};
  const request: StreamRequest = {
    subgraph: subgraph.name,
    url: new URL(url),
    headers: toHeaders(subgraph.headers, contextValue),
    payload: { query, variables },
    tls: subgraph.tls,
    maxBytes: subgraph.maxBytes ?? MAX_EVENT_BYTES,
  };
  const stream = await (protocol === 'sse' ? openSse(request) : openWebSocket(request));
  if (!(Symbol.asyncIterator in stream)) return stream;
  return mapEvents(stream, (raw) => {
    const result = judgeResult(subgraph.name, raw as Record<string, unknown>);
    return { resolve: () => result };
  });
}
