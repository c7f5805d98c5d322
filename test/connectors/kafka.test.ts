import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Page } from '../../src/sdk/index.ts';
import { badsOf, putsOf } from './create-test-ctx.ts';
import { ackAll, idsOf, numbers } from './follow-pages.ts';
import { openKafka, send, until } from './kafka-bench.ts';
import { createTestBroker, type TestBroker } from './kafka-broker.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await createTestBroker();
  broker.topic('flow');
});
afterEach(() => broker.close());
const committed = (partition = 0) => broker.group('hub-flow').offsets.get(`flow:${partition}`);

describe('kafka', () => {
  it('commits to the group only what the hub has acknowledged', async () => {
    send(broker, 1, 2, 3);
    const { take, crash } = await openKafka(broker);
    const pages = await take(3);
    expect(idsOf(pages)).toEqual([1, 2, 3]);
    expect(committed()).toBeUndefined();
    await ackAll(pages);
    expect(committed()).toBe(3n);
    await crash();
  });

  it('goes on behind its cursor, whatever the group says', async () => {
    send(broker, ...numbers(1, 6));
    const first = await openKafka(broker, { batchRows: 2 });
    const [one, two] = await first.take(6);
    await one!.ack!();
    await first.crash();
    const ahead = await openKafka(broker, { cursor: two!.cursor });
    expect(idsOf(await ahead.take(2))).toEqual([5, 6]);
    await ahead.crash();
    broker.group('hub-flow').offsets.set('flow:0', 6n);
    const behind = await openKafka(broker, { cursor: one!.cursor });
    expect(idsOf(await behind.take(4))).toEqual([3, 4, 5, 6]);
    await behind.crash();
  });

  it('goes on where the group stands when the hub has no cursor', async () => {
    send(broker, 1, 2);
    const first = await openKafka(broker);
    await ackAll(await first.take(2));
    send(broker, 3);
    await first.take(1);
    await first.crash();
    const second = await openKafka(broker);
    expect(idsOf(await second.take(1))).toEqual([3]);
    await second.crash();
  });

  it('says where a record stood and when it was made, and gives offsets as text', async () => {
    send(broker, 1);
    const { next, crash } = await openKafka(broker);
    const page = await next();
    expect(page.changes[0]!.src).toMatchObject({ uri: 'kafka://flow/0', pos: '0' });
    expect(page.changes[0]!.src!.at).toMatch(/^\d{4}-\d\d-\d\dT.*Z$/);
    expect(page.cursor).toEqual({
      cluster: 'test-cluster',
      topics: { flow: { id: broker.topics.get('flow')!.id, offsets: { 0: '1' } } },
    });
    await crash();
  });

  it('takes a record without a value for the removal of its key', async () => {
    broker.produce('flow', 0, [
      { key: 'a', value: '{"id":"a","speed":1}' },
      { key: 'a', value: null },
    ]);
    broker.produce('flow', 0, [{ value: null }]);
    const { take, crash } = await openKafka(broker);
    const changes = (await take(3)).flatMap((page) => page.changes);
    expect(changes.map(({ op }) => op)).toEqual(['put', 'del', 'bad']);
    expect(changes[1]).toMatchObject({ key: { id: 'a' } });
    expect(changes[2]).toMatchObject({ code: 'key-missing', field: 'id' });
    await crash();
  });

  it('reads keys written in JSON, headers and the topic into the record', async () => {
    broker.produce('flow', 0, [
      { key: '{"id":7,"lane":2}', value: '{"speed":50}', headers: { unit: 'km/h', source: 'Cần Thơ' } },
      { key: '{"id":7,"lane":2}', value: null },
    ]);
    const { take, crash } = await openKafka(broker, {
      dataset: { key: ['id', 'lane'], keyFormat: 'json', topicField: 'topic', headersField: 'headers' },
    });
    const pages = await take(2);
    expect(putsOf(pages)).toEqual([
      { id: 7, lane: 2, speed: 50, topic: 'flow', headers: { unit: 'km/h', source: 'Cần Thơ' } },
    ]);
    expect(pages.flatMap((page) => page.changes)[1]).toMatchObject({ op: 'del', key: { id: 7, lane: 2 } });
    await crash();
  });

  it('quarantines what is no record and keeps its neighbours', async () => {
    broker.produce('flow', 0, [
      { value: '{"id":1}' },
      { value: '{"id":' },
      { value: '[1]' },
      { value: '{"speed":1}' },
      { value: Buffer.from([0xff, 0xfe]) },
      { value: '{"id":2}' },
    ]);
    const { take, crash } = await openKafka(broker);
    const pages = await take(6);
    expect(idsOf(pages)).toEqual([1, 2]);
    expect(badsOf(pages).map(({ code, src }) => [src?.pos, code])).toEqual([
      ['1', 'not-json'],
      ['2', 'not-an-object'],
      ['3', 'key-missing'],
      ['4', 'not-utf8'],
    ]);
    await crash();
  });

  it.each(['gzip', 'lz4', 'snappy'] as const)(
    'reads batches that are compressed with %s',
    async (compression) => {
      broker.produce('flow', 0, [{ value: '{"id":1}' }, { value: '{"id":2}' }], { compression });
      const { take, crash } = await openKafka(broker);
      expect(idsOf(await take(2))).toEqual([1, 2]);
      await crash();
    },
  );

  it('says "drift" and where of a batch that cannot be decoded, instead of asking for ever', async () => {
    broker.produce('flow', 0, [{ value: '{"id":1}' }], { compression: 'gzip', isDamaged: true });
    const { next, crash } = await openKafka(broker);
    await expect(next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringContaining('0 from 0'),
    });
    await crash();
  });

  it('gives the second half of a batch to who has read the first', async () => {
    broker.produce(
      'flow',
      0,
      numbers(1, 4).map((id) => ({ value: JSON.stringify({ id }) })),
    );
    const first = await openKafka(broker, { batchRows: 2 });
    const [page] = await first.take(2);
    await first.crash();
    const second = await openKafka(broker, { cursor: page!.cursor });
    expect(idsOf(await second.take(2))).toEqual([3, 4]);
    await second.crash();
  });

  it('cuts pages by bytes and keeps every record', async () => {
    for (const id of numbers(1, 9))
      broker.produce('flow', 0, [{ value: JSON.stringify({ id, text: 'x'.repeat(400) }) }]);
    const { take, crash } = await openKafka(broker, { pageBytes: 1_200 });
    const pages = await take(9);
    expect(Math.max(...pages.map(({ changes }) => changes.length))).toBe(2);
    expect(idsOf(pages)).toEqual(numbers(1, 9));
    await crash();
  });

  it('asks for nothing while nobody wants a page, and hands out no more than maxUnacked', async () => {
    send(broker, ...numbers(1, 40));
    const { take, next, crash } = await openKafka(broker, { batchRows: 5, maxUnacked: 10 });
    const held = await take(10);
    const before = broker.calls('Fetch');
    const stuck = next();
    await new Promise((resolve) => setTimeout(resolve, 700));
    expect(broker.calls('Fetch') - before).toBeLessThanOrEqual(1);
    expect(await Promise.race([stuck, Promise.resolve('stuck')])).toBe('stuck');
    await ackAll(held);
    const rest = [await stuck];
    while (idsOf(rest).length < 30) {
      await ackAll([rest.at(-1)!]);
      rest.push(await next());
    }
    expect(idsOf(rest)).toEqual(numbers(11, 40));
    await crash();
  });

  it('comes back when the broker does, and loses nothing', async () => {
    send(broker, 1, 2);
    const { take, next, crash } = await openKafka(broker);
    await ackAll(await take(2));
    const waiting = next();
    await broker.down();
    send(broker, 3);
    await new Promise((resolve) => setTimeout(resolve, 300));
    await broker.up();
    const page = await waiting;
    expect(idsOf([page])).toEqual([3]);
    await page.ack!();
    expect(committed()).toBe(3n);
    await crash();
  });

  it('logs in with PLAIN, and says "auth" when refused and "config" of an unknown topic', async () => {
    const closed = await createTestBroker({ login: { username: 'hub', password: 'planted-a1' } });
    closed.topic('flow');
    const sasl = (password: string) => ({ sasl: { mechanism: 'PLAIN', username: 'hub', password } });
    const secrets = { RIGHT: 'planted-a1', WRONG: 'planted-b2' };
    const right = await openKafka(closed, sasl('RIGHT'), { secrets });
    expect(await right.connector.check(right.ctx)).toMatchObject({ ok: true });
    const wrong = await openKafka(closed, sasl('WRONG'), { secrets });
    await expect(wrong.connector.check(wrong.ctx)).rejects.toMatchObject({ kind: 'auth' });
    const lost = await openKafka(broker, { dataset: { topics: ['nowhere'] } });
    await expect(lost.connector.check(lost.ctx)).rejects.toMatchObject({ kind: 'config' });
    for (const { stop } of [right, wrong, lost]) await stop();
    await closed.close();
  });

  it('refuses a broker that the source may not reach', async () => {
    const { connector, ctx, stop } = await openKafka(broker, {}, { network: [] });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    expect(broker.calls('ApiVersions')).toBe(0);
    await stop();
  });

  it('leaves the group and no connection when it is stopped, even while it waits', async () => {
    const { next, crash } = await openKafka(broker);
    const waiting = next();
    await until(() => broker.group('hub-flow').state === 'stable');
    await crash();
    expect(await waiting).toBeUndefined();
    await until(() => broker.connections === 0);
    expect(broker.group('hub-flow').size).toBe(0);
  });

  it('is only followed: a run that ends and a range are "unsupported"', async () => {
    const { connector, ctx, stop } = await openKafka(broker);
    const dataset = (await connector.discover(ctx))[0]!;
    const request = { dataset, cursor: null, pageBytes: 1 << 20 };
    for (const more of [{ follow: false }, { follow: true, range: { from: 'a' } }]) {
      const pages: AsyncIterable<Page> = connector.read!(ctx, { ...request, ...more });
      await expect(pages[Symbol.asyncIterator]().next()).rejects.toMatchObject({ kind: 'unsupported' });
    }
    await stop();
  });
});
