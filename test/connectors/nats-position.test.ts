import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ackAll, idsOf, numbers } from './follow-pages.ts';
import { createLogCatcher, createNatsBench, sleep } from './nats-bench.ts';
import { createTestNats, natsServer, type TestNats } from './nats-server.ts';

describe.skipIf(!natsServer.isThere)(`${natsServer.title}: where reading stands`, () => {
  let server: TestNats;
  let bench: ReturnType<typeof createNatsBench>;
  beforeAll(async () => {
    server = await createTestNats();
    bench = createNatsBench(server);
  });
  afterAll(() => server.close());

  it('makes a durable that was deleted again, behind what was committed', async () => {
    const stream = await bench.makeStream();
    await stream.send(...numbers(1, 4));
    const first = await bench.open(stream, { batchRows: 2 });
    const [one, two] = await first.take(4);
    await one!.ack!();
    await first.crash();
    await server.jsm.consumers.delete(stream.name, 'hub-flow');
    const second = await bench.open(stream, { cursor: two!.cursor });
    expect(new Set(idsOf(await second.take(4)))).toEqual(new Set([1, 2, 3, 4]));
    await second.crash();
  });

  it('says "transient" when the durable is deleted under it', async () => {
    const stream = await bench.makeStream();
    const { next, crash } = await bench.open(stream);
    const waiting = next();
    waiting.catch(() => undefined);
    await sleep(300);
    await server.jsm.consumers.delete(stream.name, 'hub-flow');
    await expect(waiting).rejects.toMatchObject({ kind: 'transient' });
    await crash();
  });

  it('reads again from its cursor when the hub was set back behind the durable', async () => {
    const stream = await bench.makeStream();
    await stream.send(1, 2);
    const first = await bench.open(stream);
    const [early] = await first.take(2);
    await early!.ack!();
    await stream.send(3, 4);
    await ackAll(await first.take(2));
    await first.crash();
    const { lines, log } = createLogCatcher();
    const second = await bench.open(stream, { cursor: early!.cursor }, { log: log as never });
    expect(idsOf(await second.take(2)).slice(-2)).toEqual([3, 4]);
    expect(lines.some(({ level, message }) => level === 'warn' && /reading again/.test(message))).toBe(true);
    await second.crash();
  });

  it('says "drift" when the stream was made again, and what to do', async () => {
    const stream = await bench.makeStream();
    await stream.send(1);
    const first = await bench.open(stream);
    const [page] = await first.take(1);
    await ackAll([page!]);
    await first.crash();
    await server.jsm.streams.delete(stream.name);
    await server.stream(stream.name, [stream.subject], { storage: 'memory' });
    await stream.send(1, 2);
    const second = await bench.open(stream, { cursor: page!.cursor });
    await expect(second.next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringMatching(/made again.*reset the cursor/),
    });
    await second.crash();
  });

  it('says "drift" with the count when messages were dropped unread; allowGap goes on and warns', async () => {
    const stream = await bench.makeStream({ max_msgs: 5 });
    await stream.send(1, 2, 3);
    const first = await bench.open(stream);
    const [page] = await first.take(3);
    await ackAll([page!]);
    await first.crash();
    await stream.send(...numbers(4, 20)); // 16…20 are left: 4…15 were never read
    const second = await bench.open(stream, { cursor: page!.cursor });
    await expect(second.next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringContaining('up to 12 messages'),
    });
    await second.crash();
    const { lines, log } = createLogCatcher();
    const third = await bench.open(stream, { cursor: page!.cursor, allowGap: true }, { log: log as never });
    expect(idsOf(await third.take(5))).toEqual(numbers(16, 20));
    expect(lines.find(({ missing }) => missing === 12)?.level).toBe('warn');
    await third.crash();
  });

  it('takes no gap for one where a later message of the same subject replaces the earlier', async () => {
    const stream = await bench.makeStream({ max_msgs_per_subject: 1 });
    await stream.send(1);
    const first = await bench.open(stream);
    const [page] = await first.take(1);
    await ackAll([page!]);
    await first.crash();
    await stream.send(...numbers(2, 9));
    const second = await bench.open(stream, { cursor: page!.cursor });
    expect(idsOf(await second.take(1))).toEqual([9]);
    await second.crash();
  });

  it.each([
    ['pushes', { deliver_subject: 'somewhere' }, true],
    ['is not acknowledged', { ack_policy: 'none' }, true],
    ['gives up', { max_deliver: 3 }, false],
    ['has another filter', { filter_subject: 'OTHER' }, false],
  ])('refuses a durable that %s', async (words, wrong, manageConsumer) => {
    const stream = await bench.makeStream();
    await server.jsm.consumers.add(stream.name, {
      durable_name: 'hub-flow',
      ack_policy: 'explicit',
      filter_subject: stream.subject.replace('c1', '*'),
      ...wrong,
      ...('filter_subject' in wrong ? { filter_subject: stream.subject.replace('c1', 'other') } : {}),
    } as never);
    const { next, crash } = await bench.open(stream, { manageConsumer });
    await expect(next()).rejects.toMatchObject({ kind: 'config', message: expect.stringContaining(words) });
    await crash();
  });

  it('brings its own durable in line with a changed configuration', async () => {
    const stream = await bench.makeStream();
    const before = await bench.open(stream);
    const waiting = before.next();
    await sleep(200);
    await before.crash();
    await waiting;
    const after = await bench.open(stream, { maxAckPending: 77 });
    const again = after.next();
    await sleep(200);
    expect((await bench.durable(stream.name)).config.max_ack_pending).toBe(77);
    await after.crash();
    await again;
  });
});
