import { kafka } from '../../connectors/kafka/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { createTestBroker } from '../connectors/kafka-broker.ts';
import { freePort } from './loopback-server.ts';

const PASSWORD = 'planted-kafka-password-7f3d';

const schema = {
  type: 'object',
  properties: { id: { type: 'string' }, name: { type: ['string', 'null'] }, changed: { type: 'string' } },
  required: ['id'],
};

/** The tests' own broker: no real Kafka is to be had on this machine. One partition, because order is checked. */
export async function startKafka(): Promise<FixtureSource & { forgetTheDead(): void }> {
  const broker = await createTestBroker({ login: { username: 'hub', password: PASSWORD } });
  broker.topic('roads');
  const settings = (port: number, password: string) => ({
    config: {
      brokers: [`127.0.0.1:${port}`],
      groupId: 'hub',
      sasl: { mechanism: 'SCRAM-SHA-256', username: 'hub', password: 'FIXTURE_PASSWORD' },
      batchMs: 10,
      batchRows: 10,
      maxUnacked: 40,
      datasets: [{ name: 'roads', topics: ['roads'], key: ['id'], schema }],
    },
    secrets: { FIXTURE_PASSWORD: password },
  });
  const load = async (rows: readonly FixtureRow[]) => {
    for (const row of rows) broker.produce('roads', 0, [{ key: row.id, value: JSON.stringify(row) }]);
  };
  return {
    good: settings(broker.port, PASSWORD),
    badCredential: settings(broker.port, 'planted-wrong-password-c2e9'),
    refused: settings(await freePort(), PASSWORD),
    dataset: 'roads',
    load,
    loadAroundMalformed: async (before, after) => {
      await load([before]);
      broker.produce('roads', 0, [{ key: 'x', value: '{"id":' }]);
      await load([after]);
    },
    // A broker notices a dead member by its silence; the tests do not wait for that.
    forgetTheDead: () => broker.group('hub').removeAll(),
    connections: () => broker.connections,
    cut: () => broker.cut(),
    stop: () => broker.close(),
  };
}

export const kafkaHarnesses: Record<string, ConnectorHarness> = {
  kafka: {
    module: kafka,
    pageBytes: 1 << 20,
    skips: {},
    start: startKafka,
  },
};
