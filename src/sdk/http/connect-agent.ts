import http from 'node:http';
import https from 'node:https';
import type net from 'node:net';
import type { Network } from './network.ts';
import type { ClientTls } from './tls.ts';

/** Thrown into the socket when nobody picked up in time. */
class ConnectTimeout extends Error {
  readonly code = 'ECONNTIMEOUT';
}

type Connect = (options: object, callback?: (...args: unknown[]) => void) => net.Socket;

/** Gives up on a socket that does not connect in time: the total timeout is too long a wait for a dead host. */
function limitConnect(agent: http.Agent, event: 'connect' | 'secureConnect', ms: number): void {
  const holder = agent as unknown as { createConnection: Connect };
  const connect = holder.createConnection.bind(agent);
  holder.createConnection = (options, callback) => {
    const socket = connect(options, callback);
    const timer = setTimeout(() => socket.destroy(new ConnectTimeout('no connection in time')), ms);
    socket.once(event, () => clearTimeout(timer));
    socket.once('close', () => clearTimeout(timer));
    return socket;
  };
}

export interface Agents {
  for(url: URL): http.Agent;
  destroy(): void;
}

export interface AgentsOptions {
  connectMs: number;
  /** Judges every address at the moment of connecting. */
  network: Network;
  /** Client certificate and own CA, shown to every https host of the source. */
  tls?: ClientTls | undefined;
}

/** Keep-alive agents of one source, for both schemes. */
export function createAgents({ connectMs, network, tls }: AgentsOptions): Agents {
  const shared = { keepAlive: true, maxSockets: 16, lookup: network.lookup as net.LookupFunction };
  const plain = new http.Agent(shared as http.AgentOptions);
  const secure = new https.Agent({ ...shared, ...tls } as https.AgentOptions);
  limitConnect(plain, 'connect', connectMs);
  limitConnect(secure, 'secureConnect', connectMs);
  return {
    for: (url) => (url.protocol === 'https:' ? secure : plain),
    destroy: () => {
      plain.destroy();
      secure.destroy();
    },
  };
}
