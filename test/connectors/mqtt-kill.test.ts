import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { mqtt } from '../../connectors/mqtt/index.ts';
import type { Page } from '../../src/sdk/index.ts';
import { createTestSource, putsOf } from './create-test-ctx.ts';
import { createMosquitto, mosquitto, type TestMosquitto } from './mqtt-mosquitto.ts';

describe.skipIf(!mosquitto.isThere)(`${mosquitto.title}: killed and restarted`, () => {
  let broker: TestMosquitto;
  beforeAll(async () => {
    broker = await createMosquitto();
  });
  afterAll(() => broker.close());
  const config = (topic: string, clientId: string) => ({
    url: broker.url,
    clientId,
    batchMs: 10,
    batchRows: 20,
    datasets: [{ name: 'flow', topic, key: ['id'] }],
  });
  const publish = (topic: string, id: number) =>
    broker.publisher.publishAsync(topic, JSON.stringify({ id }), { qos: 1 });

  it('takes in more than it has room for before the subscription is confirmed', {
    timeout: 60_000,
  }, async () => {
    await broker.subscribe('waiting-flow', 'waiting/+');
    for (let id = 1; id <= 200; id++) await publish('waiting/c1', id);
    const settings = { ...config('waiting/+', 'waiting'), batchRows: 3 };
    const { connector, ctx, stop } = await createTestSource(mqtt, settings);
    const dataset = (await connector.discover(ctx))[0]!;
    const seen: unknown[] = [];
    for await (const page of connector.read!(ctx, {
      dataset,
      cursor: null,
      follow: true,
      pageBytes: 1 << 20,
    })) {
      seen.push(...putsOf([page]).map(({ id }) => id));
      await page.ack!();
      if (seen.length >= 200) break;
    }
    expect(seen).toEqual(Array.from({ length: 200 }, (_, index) => index + 1));
    await stop();
  });

  it('loses nothing when the broker is restarted with messages unacknowledged', {
    timeout: 60_000,
  }, async () => {
    await broker.subscribe('restarted-flow', 'restarted/+');
    for (let id = 1; id <= 60; id++) await publish('restarted/c1', id);
    const { connector, ctx, stop } = await createTestSource(mqtt, config('restarted/+', 'restarted'));
    const dataset = (await connector.discover(ctx))[0]!;
    const pages = connector.read!(ctx, { dataset, cursor: null, follow: true, pageBytes: 1 << 20 })[
      Symbol.asyncIterator
    ]();
    const next = async (): Promise<Page> => (await pages.next()).value;
    const stored = new Map<unknown, number>();
    const commit = (page: Page) => {
      for (const { id } of putsOf([page])) stored.set(id, (stored.get(id) ?? 0) + 1);
    };
    const first = await next();
    commit(first);
    await first.ack!();
    const held = await next(); // out, and neither committed nor acknowledged
    await broker.server.stop();
    await broker.server.start();
    for (let id = 61; id <= 80; id++) await publish('restarted/c1', id);
    await held.ack!(); // of the old connection: it must not acknowledge anything on the new one
    while (stored.size < 80) {
      const page = await next();
      commit(page);
      await page.ack!();
    }
    expect([...stored.keys()].sort((a, b) => Number(a) - Number(b))).toEqual(
      Array.from({ length: 80 }, (_, index) => index + 1),
    );
    // Nothing that was acknowledged before the restart came again.
    for (const { id } of putsOf([first])) expect(stored.get(id), `message ${id}`).toBe(1);
    await stop();
    await pages.return?.();
  });
});
