import { connectAsync } from 'mqtt';
import { mqtt } from '../../connectors/mqtt/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createTestBroker } from '../connectors/test-broker.ts';
import { freePort } from './loopback-server.ts';

const PASSWORD = 'planted-broker-password-20ac';
const TOPIC = 'roads/+/state';

const schema = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: ['string', 'null'] }, changed: { type: 'string' } },
  required: ['id'],
};

/** A real broker. It keeps messages only for a session that has subscribed before, so one has. */
async function start(): Promise<FixtureSource> {
  const broker = await createTestBroker({
    authenticate: (_client, _username, password, done) => done(null, password?.toString() === PASSWORD),
  });
  const guest = await connectAsync(broker.url, {
    clientId: 'hub-roads',
    clean: false,
    password: PASSWORD,
    username: 'hub',
  });
  await guest.subscribeAsync(TOPIC, { qos: 1 });
  await guest.endAsync();

  const settings = (url: string, password: string) => ({
    config: {
      url,
      clientId: 'hub',
      username: 'hub',
      password: 'FIXTURE_PASSWORD',
      batchMs: 20,
      batchRows: 10,
      datasets: [{ name: 'roads', topic: TOPIC, key: ['id'], schema }],
    },
    secrets: { FIXTURE_PASSWORD: password },
  });
  const load = async (rows: readonly FixtureRow[]) => {
    for (const row of rows) await broker.publish('roads/r1/state', JSON.stringify(row));
  };
  return {
    good: settings(broker.url, PASSWORD),
    badCredential: settings(broker.url, 'planted-wrong-password-77d0'),
    refused: settings(`mqtt://127.0.0.1:${await freePort()}`, PASSWORD),
    dataset: 'roads',
    load,
    loadAroundMalformed: async (before, after) => {
      await load([before]);
      await broker.publish('roads/r1/state', '{"id":');
      await load([after]);
    },
    connections: () => broker.connections,
    cut: () => broker.cut(),
    stop: () => broker.close(),
  };
}

export const mqttHarnesses: Record<string, ConnectorHarness> = {
  mqtt: { module: mqtt, pageBytes: 1 << 20, skips: {}, start },
};
