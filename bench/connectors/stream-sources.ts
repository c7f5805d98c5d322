import { kafka } from '../../connectors/kafka/index.ts';
import { mqtt } from '../../connectors/mqtt/index.ts';
import { nats } from '../../connectors/nats/index.ts';
import type { ConnectorModule } from '../../src/sdk/index.ts';
import { createTestBroker } from '../../test/connectors/kafka-broker.ts';
import { createMosquitto } from '../../test/connectors/mqtt-mosquitto.ts';
import { createTestNats } from '../../test/connectors/nats-server.ts';
import type { StreamCase } from './stream-case.ts';

async function openNats(key: string[]): Promise<StreamCase> {
  const server = await createTestNats();
  await server.stream('BENCH', ['bench.>'], { storage: 'file' });
  return {
    module: nats as unknown as ConnectorModule,
    config: {
      servers: [server.url],
      stream: 'BENCH',
      durable: 'hub',
      datasets: [{ name: 'flow', filterSubjects: ['bench.*'], key }],
    },
    ready: async () => {},
    send: (text) => server.nc.publish('bench.c1', text),
    close: () => server.close(),
  };
}

/** Mosquitto as it is installed: at most 20 messages unacknowledged. */
async function openMqtt(key: string[]): Promise<StreamCase> {
  const broker = await createMosquitto();
  return {
    module: mqtt as unknown as ConnectorModule,
    config: { url: broker.url, clientId: 'hub', datasets: [{ name: 'flow', topic: 'bench/+', key }] },
    ready: () => broker.subscribe('hub-flow', 'bench/+'),
    send: (text) => void broker.publisher.publish('bench/c1', text, { qos: 1 }),
    close: () => broker.close(),
  };
}

/** The tests' own broker: says what the connector costs, not what a Kafka does. */
async function openKafka(key: string[]): Promise<StreamCase> {
  const broker = await createTestBroker();
  broker.topic('bench', 3);
  let sent = 0;
  return {
    module: kafka as unknown as ConnectorModule,
    config: {
      brokers: [`127.0.0.1:${broker.port}`],
      groupId: 'hub',
      datasets: [{ name: 'flow', topics: ['bench'], key }],
    },
    ready: async () => {},
    send: (text) => void broker.produce('bench', sent++ % 3, [{ value: text }]),
    close: () => broker.close(),
  };
}

const openers: Record<string, (key: string[]) => Promise<StreamCase>> = {
  nats: openNats,
  mqtt: openMqtt,
  kafka: openKafka,
};

export const streamKinds = Object.keys(openers);

/** A broker of its own with nothing in it. `key` = fields that name a message. */
export async function openStream(kind: string, key: string[]): Promise<StreamCase> {
  const opener = openers[kind];
  if (!opener) throw new Error(`kind is one of ${streamKinds.join(', ')}`);
  return opener(key);
}
