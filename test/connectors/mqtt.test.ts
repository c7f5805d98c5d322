import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { mqtt } from '../../connectors/mqtt/index.ts';
import { matchesTopic } from '../../connectors/mqtt/topic-filter.ts';
import { badsOf, createTestSource, type TestCtxOptions } from './create-test-ctx.ts';
import { ackAll, followPages, idsOf, numbers } from './follow-pages.ts';
import { createTestBroker, type TestBroker } from './test-broker.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await createTestBroker();
});
afterEach(() => broker.close());

async function open(config: object = {}, options: TestCtxOptions = {}) {
  const source = await createTestSource(
    mqtt,
    {
      url: broker.url,
      clientId: 'hub',
      batchMs: 20,
      datasets: [{ name: 'flow', topic: 'traffic/+/flow', key: ['id'] }],
      ...config,
    },
    options,
  );
  return followPages(source);
}

const send = async (...ids: number[]) => {
  for (const id of ids) await broker.publish('traffic/s1/flow', JSON.stringify({ id }));
};

/** Subscribes, so that the broker keeps what is sent from now on, and leaves. */
async function subscribeAndLeave() {
  const { next, crash } = await open();
  const first = next();
  await until(() => broker.subscriptions === 1);
  await send(0);
  await ackAll([await first]);
  await until(() => broker.acks.length === 1);
  await crash();
}

async function until(isTrue: () => boolean) {
  for (let tries = 0; !isTrue(); tries++) {
    if (tries > 500) throw new Error('it never happened');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

describe('mqtt', () => {
  it('acknowledges a message only after its page was acknowledged', async () => {
    await subscribeAndLeave();
    await send(1, 2, 3);
    const { take, stop } = await open();
    const pages = await take(3);
    expect(idsOf(pages)).toEqual([1, 2, 3]);
    expect(pages[0]!.cursor).toBeNull();
    expect(broker.acks).toHaveLength(1);
    await ackAll(pages);
    await until(() => broker.acks.length === 4);
    await stop();
  });

  it('is given again what was not acknowledged, and not what was', async () => {
    await subscribeAndLeave();
    await send(1, 2);
    const crashed = await open();
    await ackAll(await crashed.take(2));
    await until(() => broker.acks.length === 3);
    await send(3, 4);
    expect(idsOf(await crashed.take(2))).toEqual([3, 4]);
    await crashed.crash();
    await send(5);
    const { take, stop } = await open();
    expect(idsOf(await take(3))).toEqual([3, 4, 5]);
    await stop();
  });

  it('comes back by itself, loses nothing, and acknowledges nothing of the old connection on the new', async () => {
    await subscribeAndLeave();
    await send(1, 2);
    const { take, stop } = await open();
    const before = await take(2);
    broker.cut();
    await until(() => broker.connections === 0);
    await ackAll(before);
    await send(3);
    const after = await take(3);
    expect(idsOf(after)).toEqual([1, 2, 3]);
    expect(broker.acks).toHaveLength(1);
    await ackAll(after);
    await until(() => broker.acks.length === 4);
    await stop();
  });

  it('holds two pages unacknowledged, no more, and goes on when there is room', async () => {
    await subscribeAndLeave();
    await send(...numbers(1, 50));
    const { take, next, stop } = await open({ batchRows: 5 });
    const held = await take(10);
    expect(idsOf(held)).toEqual(numbers(1, 10));
    const third = next();
    const isStuck = Promise.race([
      third.then(() => false),
      new Promise((resolve) => setTimeout(resolve, 200, true)),
    ]);
    expect(await isStuck).toBe(true);
    await ackAll(held);
    const rest = [await third];
    while (idsOf(rest).length < 40) {
      await ackAll([rest.at(-1)!]);
      rest.push(await next());
    }
    expect(idsOf(rest)).toEqual(numbers(11, 50));
    await stop();
  });

  it('quarantines what is not a JSON object with topic and packet id', async () => {
    await subscribeAndLeave();
    await broker.publish('traffic/s1/flow', '{"id":');
    await broker.publish('traffic/s2/flow', '[1]');
    await broker.publish('traffic/s3/flow', '{"speed":1}');
    await broker.publish('traffic/s4/flow', Buffer.from([0xff, 0xfe]));
    await send(1);
    const { take, stop } = await open();
    const pages = await take(5);
    expect(idsOf(pages)).toEqual([1]);
    expect(badsOf(pages).map(({ code, field, src }) => [src?.uri, code, field])).toEqual([
      ['traffic/s1/flow', 'not-json', undefined],
      ['traffic/s2/flow', 'not-an-object', undefined],
      ['traffic/s3/flow', 'key-missing', 'id'],
      ['traffic/s4/flow', 'not-utf8', undefined],
    ]);
    expect(badsOf(pages)[0]!.src?.pos).toMatch(/^\d+$/);
    await stop();
  });

  it('refuses a broker that the source may not reach before it opens a socket', async () => {
    const { connector, ctx, stop } = await createTestSource(
      mqtt,
      { url: broker.url, clientId: 'hub', datasets: [{ name: 'flow', topic: 'a', key: ['id'] }] },
      { network: [] },
    );
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    expect(broker.connections).toBe(0);
    await stop();
  });

  it('says "auth" when the broker refuses the subscription', async () => {
    const closed = await createTestBroker({
      authorizeSubscribe: (_client, _topic, done) => done(null, null),
    });
    const { next, crash } = await open({ url: closed.url });
    await expect(next()).rejects.toMatchObject({ kind: 'auth' });
    await crash();
    await closed.close();
  });

  it('warns when the broker has forgotten the session', async () => {
    const lines: string[] = [];
    const warn = (_fields: object, message: string) => lines.push(message);
    const { next, crash } = await open(
      {},
      { log: { debug: () => {}, info: () => {}, warn, error: warn } as never },
    );
    const waiting = next();
    await until(() => broker.subscriptions === 1);
    const { port } = broker;
    await broker.close();
    broker = await createTestBroker({}, port); // in memory: it knows nothing of before
    await until(() => lines.some((line) => /forgotten our session/.test(line)));
    await until(() => broker.subscriptions === 1);
    await send(1);
    expect(idsOf([await waiting])).toEqual([1]);
    await crash();
  });

  it('ends when it is stopped, even while it waits', async () => {
    const { next, stop } = await open();
    const waiting = next();
    await until(() => broker.connections === 1);
    await stop();
    expect(await waiting).toBeUndefined();
    await until(() => broker.connections === 0);
  });

  it.each([
    ['a/+/c', 'a/b/c', true],
    ['a/+/c', 'a/b/d', false],
    ['a/+', 'a/b/c', false],
    ['a/#', 'a', true],
    ['a/#', 'a/b/c', true],
    ['$share/g/a/+', 'a/b', true],
    ['a/b', 'a', false],
  ])('filter %s, topic %s: %s', (filter, topic, matches) => {
    expect(matchesTopic(filter, topic)).toBe(matches);
  });
});
