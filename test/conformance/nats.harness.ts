import { nats } from '../../connectors/nats/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createTestNats, type TestNats } from '../connectors/nats-server.ts';
import { createCutProxy } from '../connectors/own-server.ts';
import { freePort } from './loopback-server.ts';

const PASSWORD = 'planted-nats-password-51be';

const schema = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: ['string', 'null'] }, changed: { type: 'string' } },
  required: ['id'],
};

let shared: Promise<TestNats> | undefined;
let streams = 0;

/** A real server; every fixture has a stream and a way in of its own. */
async function start(): Promise<FixtureSource> {
  shared ??= createTestNats({ user: 'hub', pass: PASSWORD });
  const server = await shared;
  const stream = `ROADS_${++streams}`;
  await server.stream(stream, [`roads${streams}.>`], { storage: 'memory' });
  const subject = `roads${streams}.r1.state`;
  const proxy = await createCutProxy(server.server.port);

  const settings = (port: number, password: string) => ({
    config: {
      servers: [`nats://127.0.0.1:${port}`],
      stream,
      durable: 'hub',
      user: 'hub',
      password: 'FIXTURE_PASSWORD',
      ackWaitMs: 1_000,
      maxAckPending: 40,
      batchMs: 20,
      batchRows: 10,
      datasets: [{ name: 'roads', filterSubjects: [`roads${streams}.*.state`], key: ['id'], schema }],
    },
    secrets: { FIXTURE_PASSWORD: password },
  });
  const load = async (rows: readonly FixtureRow[]) => {
    for (const row of rows) await server.publish(subject, { ...row });
  };
  return {
    good: settings(proxy.port, PASSWORD),
    badCredential: settings(proxy.port, 'planted-wrong-password-08c1'),
    refused: settings(await freePort(), PASSWORD),
    dataset: 'roads',
    load,
    loadAroundMalformed: async (before, after) => {
      await load([before]);
      await server.publish(subject, '{"id":');
      await load([after]);
    },
    connections: () => proxy.connections,
    cut: () => proxy.cut(),
    stop: () => proxy.close(),
  };
}

export const natsHarnesses: Record<string, ConnectorHarness> = {
  nats: {
    module: nats,
    pageBytes: 1 << 20,
    skips: {},
    start,
    async close() {
      const server = await shared;
      shared = undefined;
      await server?.close();
    },
  },
};
