import net, { type AddressInfo, type Socket } from 'node:net';
import { Reader, Writer } from '@platformatic/kafka';
import { createHandlers } from './kafka-apis.ts';
import { TestGroup } from './kafka-group.ts';
import { type BatchOptions, createTopic, type TestRecord, type TestTopic } from './kafka-log.ts';
import { API, FLEXIBLE_FROM } from './kafka-protocol.ts';
import { createSaslServer, type Login } from './kafka-sasl.ts';

export interface BrokerOptions {
  login?: Login;
  /** Members are given up after this silence, even if they ask for more. Milliseconds. */
  maxSessionMs?: number;
  clusterId?: string;
}

/**
 * As much of a Kafka broker as the connector's library calls, over the real wire format, on a free port of loopback:
 * one node that leads every partition and coordinates every group. It is no Kafka: no replication, no producers, no
 * idempotence, and its error cases are those that the tests need.
 */
export interface TestBroker {
  port: number;
  clusterId: string;
  topics: Map<string, TestTopic>;
  group(id: string): TestGroup;
  topic(name: string, partitions?: number): void;
  /** Stores one batch, and gives its first offset. */
  produce(topic: string, partition: number, records: TestRecord[], options?: BatchOptions): bigint;
  /** Requests of a kind that came so far, by API name. */
  calls(name: keyof typeof API): number;
  readonly connections: number;
  cut(): void;
  /** Stops listening and cuts, as a broker that is down; `up` brings it back with its log and groups. */
  down(): Promise<void>;
  up(): Promise<void>;
  close(): Promise<void>;
}

export async function createTestBroker(options: BrokerOptions = {}): Promise<TestBroker> {
  const topics = new Map<string, TestTopic>();
  const groups = new Map<string, TestGroup>();
  const counts = new Map<number, number>();
  const sockets = new Set<Socket>();
  const arrivals = new Set<() => void>();
  let port = 0;
  const group = (id: string) => {
    const found = groups.get(id) ?? new TestGroup(options.maxSessionMs ?? Number.POSITIVE_INFINITY);
    groups.set(id, found);
    return found;
  };
  const state = {
    clusterId: options.clusterId ?? 'test-cluster',
    topics,
    group,
    port: () => port,
    /** Resolves when something was stored, or after so long. */
    arrival: (ms: number) =>
      new Promise<void>((resolve) => {
        const done = () => {
          clearTimeout(timer);
          arrivals.delete(done);
          resolve();
        };
        const timer = setTimeout(done, ms);
        arrivals.add(done);
      }),
  };

  const server = net.createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => socket.destroy());
    const handlers = createHandlers(state, options.login ? createSaslServer(options.login) : undefined);
    let rest: Buffer = Buffer.alloc(0);
    // A broker answers the requests of one connection in order.
    let turn = Promise.resolve();
    const answer = async (frame: Buffer) => {
      const reader = Reader.from(frame);
      const [key, version, correlation] = [reader.readInt16(), reader.readInt16(), reader.readInt32()];
      reader.readNullableString(false);
      const isFlexible = version >= (FLEXIBLE_FROM[key] ?? 0);
      if (isFlexible) reader.readTaggedFields();
      counts.set(key, (counts.get(key) ?? 0) + 1);
      const body = await handlers(key, version, reader);
      if (!body) return void socket.destroy();
      const writer = Writer.create().appendInt32(correlation);
      if (isFlexible && key !== API.ApiVersions) writer.appendTaggedFields();
      writer.appendFrom(body).prependLength();
      socket.write(writer.buffer);
    };
    socket.on('data', (chunk) => {
      rest = Buffer.concat([rest, chunk]);
      while (rest.length >= 4 && rest.length >= 4 + rest.readInt32BE(0)) {
        const frame = Buffer.from(rest.subarray(4, 4 + rest.readInt32BE(0)));
        rest = rest.subarray(4 + frame.length);
        turn = turn.then(() => answer(frame)).catch((error: unknown) => void socket.destroy(error as Error));
      }
    });
  });
  const listen = () => new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const cut = () => {
    for (const socket of sockets) socket.destroy();
  };
  const down = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      cut();
    });
  await listen();
  port = (server.address() as AddressInfo).port;
  return {
    port,
    clusterId: state.clusterId,
    topics,
    group,
    topic(name, partitions = 1) {
      topics.set(name, createTopic(partitions));
    },
    produce(topic, partition, records, batch) {
      const first = topics.get(topic)!.partitions[partition]!.append(records, batch);
      for (const arrived of [...arrivals]) arrived();
      return first;
    },
    calls: (name) => counts.get(API[name]) ?? 0,
    get connections() {
      return sockets.size;
    },
    cut,
    down,
    up: listen,
    async close() {
      for (const one of groups.values()) one.stop();
      await down();
    },
  };
}
