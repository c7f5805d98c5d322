import { kafka } from '../../connectors/kafka/index.ts';
import type { Json } from '../../src/sdk/index.ts';
import { createTestSource, type TestCtxOptions } from './create-test-ctx.ts';
import { followPages } from './follow-pages.ts';
import type { TestBroker } from './kafka-broker.ts';

export async function until(isTrue: () => boolean): Promise<void> {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > 1_000) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Sends numbered records, one batch each, round the partitions. */
export const send = (broker: TestBroker, ...ids: number[]) => {
  const { partitions } = broker.topics.get('flow')!;
  for (const id of ids)
    broker.produce('flow', id % partitions.length, [{ key: String(id), value: JSON.stringify({ id }) }]);
};

/** The connector on topic `flow` of a broker. */
export async function openKafka(
  broker: TestBroker,
  {
    cursor = null,
    pageBytes = 1 << 20,
    dataset: more = {},
    ...config
  }: {
    cursor?: Json;
    pageBytes?: number;
    dataset?: object;
    [key: string]: unknown;
  } = {},
  options: TestCtxOptions = {},
) {
  const source = await createTestSource(
    kafka,
    {
      brokers: [`127.0.0.1:${broker.port}`],
      groupId: 'hub',
      batchMs: 20,
      sessionTimeoutMs: 6_000,
      datasets: [{ name: 'flow', topics: ['flow'], key: ['id'], ...more }],
      ...config,
    },
    options,
  );
  return followPages(source, { cursor, pageBytes });
}
