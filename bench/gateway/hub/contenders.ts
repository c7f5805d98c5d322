import { spawn } from 'node:child_process';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** What serve.ts tells. */
export interface HubBed {
  readonly url: string;
  readonly key: string;
  readonly supergraph: string;
}

interface HubContender {
  readonly name: string;
  /** Every request states another case (`x-hub-case`), so that no two are one question. */
  readonly distinct?: boolean;
  start(bed: HubBed, port: number): Promise<{ readonly url: string; stop(): void }>;
}

const root = fileURLToPath(new URL('../../..', import.meta.url));
const peers = path.join(root, 'bench/peers');
const NODE = ['--max-semi-space-size=64'];
const hive = path.join(peers, 'node_modules/@graphql-hive/gateway/dist/bin.js');

const theHub: HubContender['start'] = async ({ url }) => ({ url, stop: () => undefined });

function gateway(toArgs: (supergraph: string, port: string) => readonly string[], route = '/graphql') {
  return async ({ supergraph }: HubBed, port: number) => {
    const child = spawn('node', [...NODE, ...toArgs(supergraph, String(port))], {
      stdio: 'ignore',
      env: {
        ...process.env,
        NODE_ENV: 'production',
        PORT: String(port),
        SUPERGRAPH: supergraph,
        FORWARD: '1',
      },
    });
    return { url: `http://127.0.0.1:${port}${route}`, stop: () => void child.kill('SIGKILL') };
  };
}

const hiveGateway = (config: string) =>
  gateway((supergraph, port) => [
    hive,
    'supergraph',
    supergraph,
    '--port',
    port,
    '--host',
    '127.0.0.1',
    '--hive-router-runtime',
    '--config-path',
    path.join(peers, config),
  ]);

/** THE LIST: the hub itself, then gateways in front of its subgraphs. */
export const hubContenders: readonly HubContender[] = [
  { name: 'the hub', start: theHub },
  { name: 'the hub, nothing shared', distinct: true, start: theHub },
  {
    name: 'hub gateway over HTTP, nothing shared',
    distinct: true,
    start: gateway((supergraph, port) => [
      path.join(root, 'bin/hub.js'),
      'gateway',
      '--supergraph',
      supergraph,
      '--port',
      port,
      '--forward-header',
      'authorization',
      '--forward-header',
      'x-hub-case',
    ]),
  },
  {
    name: '@graphql-hive/gateway as shipped',
    distinct: true,
    start: hiveGateway('hive-forward.config.mjs'),
  },
  {
    name: '@graphql-hive/gateway, published configuration',
    start: hiveGateway('hive-forward-shared.config.mjs'),
  },
  {
    name: '@apollo/gateway',
    distinct: true,
    start: gateway(() => ['--import', 'tsx', path.join(peers, 'apollo-gateway.mjs')], '/'),
  },
];
