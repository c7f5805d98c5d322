import { GraphQLError } from 'graphql';
import { createClient } from 'graphql-ws';
import WebSocket from 'ws';
import { Problem, toError } from '../../kernel/problem.ts';
import { SUBGRAPH_STREAM_ENDED, SUBGRAPH_UNREACHABLE } from '../../kernel/problems/subgraph.ts';
import { createEventQueue } from './event-queue.ts';
import type { StreamRequest } from './stream-request.ts';

/** Events that may wait for the reader before the socket is no longer read. */
const HIGH = 64;
const CONNECT_MS = 10_000;

/** A stream over graphql-transport-ws. Rejects when the connection does not come about. */
export function openWebSocket({
  subgraph,
  url,
  headers,
  payload,
  tls,
  maxBytes,
}: StreamRequest): Promise<AsyncIterable<unknown>> {
  const address = new URL(url);
  address.protocol = address.protocol.replace(/^http/, 'ws');
  let socket: WebSocket | undefined;
  /** graphql-ws makes the socket itself; headers, bounds and our hold on it come in here. */
  class SubgraphSocket extends WebSocket {
    constructor(target: string | URL, protocols?: string | string[]) {
      super(target, protocols, {
        headers,
        maxPayload: maxBytes,
        handshakeTimeout: CONNECT_MS,
        followRedirects: false,
        ...tls,
      });
      socket = this;
    }
  }
  const client = createClient({
    url: address.href,
    webSocketImpl: SubgraphSocket,
    // Many servers read who asks from the init message, since browsers cannot set headers.
    connectionParams: headers,
    connectionAckWaitTimeout: CONNECT_MS,
    retryAttempts: 0,
    lazy: true,
    onNonLazyError: () => undefined,
  });

  return new Promise((resolve, reject) => {
    let connected = false;
    const queue = createEventQueue<unknown>({
      high: HIGH,
      hold: () => socket?.pause(),
      release: () => socket?.resume(),
      close: () => {
        socket?.resume();
        unsubscribe();
        // A peer that does not close its side must not keep ours.
        const impatience = setTimeout(() => socket?.terminate(), 1_000);
        impatience.unref();
        void Promise.resolve(client.dispose()).catch(() => undefined);
      },
    });
    client.on('connected', () => {
      connected = true;
      resolve(queue.events);
    });
    const unsubscribe = client.subscribe<Record<string, unknown>>(
      { query: payload.query, variables: payload.variables },
      {
        next: (result) => queue.push(result),
        complete: () => queue.end(),
        error: (thrown) => {
          if (Array.isArray(thrown)) {
            queue.push({ data: null, errors: thrown });
            queue.end();
          } else if (connected) {
            queue.push({ data: null, errors: [toStreamError(subgraph, thrown)] });
            queue.end();
          } else {
            const reason = toReason(thrown);
            reject(new Problem(SUBGRAPH_UNREACHABLE, { subgraph, reason }, { cause: thrown }));
          }
        },
      },
    );
  });
}

function toStreamError(subgraph: string, thrown: unknown): GraphQLError {
  const originalError = new Problem(SUBGRAPH_STREAM_ENDED, { subgraph, reason: toReason(thrown) });
  return new GraphQLError(originalError.message, { originalError });
}

/** Close codes say more than messages, and name no host. */
function toReason(thrown: unknown): string {
  const { code } = thrown as { code?: unknown };
  if (typeof code === 'number') return `WebSocket closed with ${code}`;
  if (typeof code === 'string') return code;
  const inner = (thrown as { error?: unknown }).error;
  const { code: innerCode } = (inner instanceof Error ? inner : toError(thrown)) as NodeJS.ErrnoException;
  return innerCode ?? 'the WebSocket did not open';
}
