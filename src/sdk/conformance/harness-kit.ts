/** `lien-thong/sdk/harness`: what the harness of a connector may import. The SDK itself is `lien-thong/sdk`. */
export type {
  CodeFreeHarness,
  ConnectorHarness,
  FixtureConfig,
  FixtureRow,
  FixtureSender,
  FixtureSource,
} from './harness.ts';
export { createLoopbackServer, freePort, type LoopbackServer } from './loopback-server.ts';
export { makeRows } from './rows.ts';
