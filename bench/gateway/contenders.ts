import path from 'node:path';
import { fileURLToPath } from 'node:url';

export type Mode = 'http' | 'local';

export interface Contender {
  readonly name: string;
  readonly modes: readonly Mode[];
  readonly command: (paths: {
    readonly supergraph: string;
    readonly port: number;
    readonly folder: string;
  }) => readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** Where it answers. */
  readonly path?: string;
}

const root = fileURLToPath(new URL('../..', import.meta.url));
const peers = path.join(root, 'bench/peers');
/** The same heap for all of them: a young generation that holds the answers under way. */
const NODE = ['node', '--max-semi-space-size=64'];
const hive = path.join(peers, 'node_modules/@graphql-hive/gateway/dist/bin.js');

function peer(file: string): Contender['command'] {
  return () => [...NODE, '--import', 'tsx', path.join(peers, file)];
}

function hiveGateway(...more: string[]): Contender['command'] {
  return ({ supergraph, port }) => [
    ...NODE,
    hive,
    'supergraph',
    supergraph,
    '--port',
    String(port),
    '--host',
    '127.0.0.1',
    '--hive-router-runtime',
    ...more,
  ];
}

/** As its user runs it. */
function hubGateway(...more: string[]): Contender['command'] {
  return ({ supergraph, port }) => [
    ...NODE,
    path.join(root, 'bin/hub.js'),
    'gateway',
    '--supergraph',
    supergraph,
    '--port',
    String(port),
    ...more,
  ];
}

const local: Contender['command'] = () => [
  ...NODE,
  '--import',
  'tsx',
  path.join(root, 'bench/gateway/ours.ts'),
];

/** THE LIST of contenders. */
export const contenders: readonly Contender[] = [
  { name: 'ours', modes: ['http'], command: hubGateway() },
  { name: 'ours, nothing shared', modes: ['http'], command: hubGateway('--no-share') },
  { name: 'ours', modes: ['local'], command: local },
  { name: 'ours, nothing shared', modes: ['local'], command: local, env: { SHARE: '0' } },
  { name: '@apollo/gateway', modes: ['http', 'local'], command: peer('apollo-gateway.mjs'), path: '/' },
  { name: '@graphql-tools/federation', modes: ['http', 'local'], command: peer('stitching.mjs'), path: '/' },
  {
    name: '@graphql-hive/router-runtime in Apollo Server',
    modes: ['http'],
    command: () => [...NODE, path.join(peers, 'router-runtime.mjs')],
    path: '/',
  },
  { name: '@graphql-hive/gateway as shipped', modes: ['http'], command: hiveGateway() },
  {
    name: '@graphql-hive/gateway, published configuration',
    modes: ['http'],
    command: hiveGateway('--config-path', path.join(peers, 'hive.config.mjs')),
  },
  {
    name: 'grafbase (Rust)',
    modes: ['http'],
    command: ({ folder, port }) => [
      path.join(peers, 'node_modules/@grafbase/cli-x86_64-unknown-linux-musl/grafbase'),
      'dev',
      '--config',
      path.join(folder, 'grafbase.toml'),
      '--port',
      String(port),
    ],
  },
];
