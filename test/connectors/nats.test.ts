import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { badsOf } from './create-test-ctx.ts';
import { ackAll, idsOf, numbers } from './follow-pages.ts';
import { createNatsBench, sleep } from './nats-bench.ts';
import { createTestNats, natsServer, type TestNats } from './nats-server.ts';

describe.skipIf(!natsServer.isThere)(natsServer.title, () => {
  let server: TestNats;
  let bench: ReturnType<typeof createNatsBench>;
  beforeAll(async () => {
    server = await createTestNats();
    bench = createNatsBench(server);
  });
  afterAll(() => server.close());

  it('acknowledges nothing before its page was, and waits for the server to say that it knows', async () => {
    const stream = await bench.makeStream();
    await stream.send(1, 2, 3);
    const { take, crash } = await bench.open(stream);
    const pages = await take(3);
    expect(idsOf(pages)).toEqual([1, 2, 3]);
    expect((await bench.durable(stream.name)).num_ack_pending).toBe(3);
    await ackAll(pages);
    const { num_ack_pending, ack_floor } = await bench.durable(stream.name);
    expect([num_ack_pending, ack_floor.stream_seq]).toEqual([0, 3]);
    await crash();
  });

  it('is given again what was not acknowledged, without waiting for ackWait, and not what was', async () => {
    const stream = await bench.makeStream();
    await stream.send(1, 2);
    const first = await bench.open(stream, { ackWaitMs: 60_000 });
    await ackAll(await first.take(2));
    await stream.send(3, 4);
    await first.take(2);
    await first.crash();
    await stream.send(5);
    const second = await bench.open(stream, { ackWaitMs: 60_000 });
    expect(idsOf(await second.take(3)).sort()).toEqual([3, 4, 5]);
    await second.crash();
  });

  it('says where each message stood, with the nanoseconds of the server', async () => {
    const stream = await bench.makeStream();
    await stream.send(7);
    const { next, crash } = await bench.open(stream);
    const page = await next();
    const src = page.changes[0]!.src!;
    expect([src.uri, src.pos]).toEqual([`nats://${stream.name}/${stream.subject}`, '1']);
    const stored = await server.jsm.streams.getMessage(stream.name, { seq: 1 });
    expect(src.at!.slice(0, 23)).toBe(stored!.timestamp.slice(0, 23));
    expect(src.at).toMatch(/\.\d{9}Z$/);
    await crash();
  });

  it('quarantines what is no record, acknowledges it with its page, and keeps its neighbours', async () => {
    const stream = await bench.makeStream();
    await stream.send(1);
    await server.publish(stream.subject, '{"id":');
    await server.publish(stream.subject, '[1]');
    await server.publish(stream.subject, '{"speed":1}');
    await server.js.publish(stream.subject, new Uint8Array([0xff, 0xfe]));
    await stream.send(2);
    const { take, crash } = await bench.open(stream);
    const pages = await take(6);
    expect(idsOf(pages)).toEqual([1, 2]);
    expect(badsOf(pages).map(({ code, field, src }) => [src?.pos, code, field])).toEqual([
      ['2', 'not-json', undefined],
      ['3', 'not-an-object', undefined],
      ['4', 'key-missing', 'id'],
      ['5', 'not-utf8', undefined],
    ]);
    await ackAll(pages);
    expect((await bench.durable(stream.name)).ack_floor.stream_seq).toBe(6);
    await crash();
  });

  it('cuts pages by bytes', async () => {
    const stream = await bench.makeStream();
    for (const id of numbers(1, 6)) await server.publish(stream.subject, { id, text: 'x'.repeat(400) });
    const { take, crash } = await bench.open(stream, { pageBytes: 1_200 });
    const pages = await take(6);
    expect(pages.map(({ changes }) => changes.length)).toEqual([2, 2, 2]);
    await crash();
  });

  it('asks for no more than one page, and for nothing while maxAckPending are out', async () => {
    const stream = await bench.makeStream();
    await stream.send(...numbers(1, 50));
    const { take, next, crash } = await bench.open(stream, {
      batchRows: 5,
      maxAckPending: 10,
      ackWaitMs: 60_000,
    });
    const first = await take(5);
    await sleep(200);
    expect((await bench.durable(stream.name)).num_ack_pending).toBe(5);
    const second = await take(5);
    const third = next();
    await sleep(200);
    expect((await bench.durable(stream.name)).num_pending).toBe(40);
    await ackAll([...first, ...second]);
    expect((await third).changes).toHaveLength(5);
    await crash();
  });

  it('tells the server that it is still at it when a commit is slow', async () => {
    const stream = await bench.makeStream();
    await stream.send(1);
    const { next, crash } = await bench.open(stream, { ackWaitMs: 1_000 });
    const page = await next();
    const second = next(); // somebody must ask, or the server sends nothing again
    await sleep(2_500);
    await page.ack!();
    await stream.send(2);
    expect(idsOf([await second])).toEqual([2]);
    const { num_redelivered } = await bench.durable(stream.name);
    expect(num_redelivered).toBe(0);
    await crash();
  });

  it('gives a message that was sent too often a page of its own, and at last to the quarantine', async () => {
    const stream = await bench.makeStream();
    await stream.send(...numbers(1, 5));
    const options = { isolateAfter: 2, maxDeliver: 4 };
    for (const run of [1, 2]) {
      const { take, crash } = await bench.open(stream, options);
      expect((await take(5)).length, `run ${run}`).toBe(1);
      await crash();
    }
    const third = await bench.open(stream, options);
    const alone = await third.take(5);
    expect(alone.map(({ changes }) => changes.length)).toEqual([1, 1, 1, 1, 1]);
    await ackAll(alone.filter((page) => idsOf([page])[0] !== 3));
    await third.crash();
    const fourth = await bench.open(stream, options);
    expect(idsOf(await fourth.take(1))).toEqual([3]);
    await fourth.crash();
    const fifth = await bench.open(stream, options);
    const last = await fifth.take(1);
    expect(badsOf(last).map(({ code, src }) => [code, src?.pos])).toEqual([['delivered-too-often', '3']]);
    await ackAll(last);
    expect((await bench.durable(stream.name)).num_ack_pending).toBe(0);
    await fifth.crash();
  });

  it('says "config" of a stream that is not there, and of two ways to log in', async () => {
    const { connector, ctx, stop } = await bench.open({ name: 'NOWHERE', subject: 'c1' });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    await stop();
    const secrets = { A: 'planted-a', B: 'planted-b' };
    const both = await bench.open({ name: 'NOWHERE', subject: 'c1' }, { token: 'A', nkey: 'B' }, { secrets });
    await expect(both.connector.check(both.ctx)).rejects.toMatchObject({ kind: 'config' });
    await both.stop();
  });

  it('refuses a server that the source may not reach before it opens a socket', async () => {
    const stream = await bench.makeStream();
    const { connector, ctx, stop } = await bench.open(stream, {}, { network: [] });
    await expect(connector.check(ctx)).rejects.toMatchObject({ kind: 'config' });
    await stop();
  });

  it('is only followed: a run that ends and a range are "unsupported"', async () => {
    const { connector, ctx, stop } = await bench.open(await bench.makeStream());
    const dataset = (await connector.discover(ctx))[0]!;
    const request = { dataset, cursor: null, pageBytes: 1 << 20 };
    for (const more of [{ follow: false }, { follow: true, range: { from: 'a' } }])
      await expect(
        connector.read!(ctx, { ...request, ...more })
          [Symbol.asyncIterator]()
          .next(),
      ).rejects.toMatchObject({
        kind: 'unsupported',
      });
    await stop();
  });
});
