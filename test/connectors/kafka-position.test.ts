import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { committedRecords } from '../../connectors/kafka/committed-records.ts';
import { startOffset } from '../../connectors/kafka/start-offset.ts';
import type { Page } from '../../src/sdk/index.ts';
import { ackAll, idsOf, numbers } from './follow-pages.ts';
import { openKafka, send, until } from './kafka-bench.ts';
import { createTestBroker, type TestBroker } from './kafka-broker.ts';

let broker: TestBroker;
beforeEach(async () => {
  broker = await createTestBroker();
  broker.topic('flow', 4);
});
afterEach(() => broker.close());
const group = () => broker.group('hub-flow');
const log = () => broker.topics.get('flow')!.partitions[0]!;

/** Reads until every id is seen, acknowledging each page. */
async function follow(source: { next(): Promise<Page> }, seen: Set<unknown>, isEnough: () => boolean) {
  while (!isEnough()) {
    const page = await source.next();
    if (!page) return;
    for (const id of idsOf([page])) seen.add(id);
    await page.ack!();
  }
}

describe('kafka: sharing a group', () => {
  it('shares the partitions with a second reader, and takes them back when it leaves', async () => {
    const [one, two] = [await openKafka(broker), await openKafka(broker)];
    const [ours, theirs] = [new Set<unknown>(), new Set<unknown>()];
    const all = () => new Set([...ours, ...theirs]).size;
    const reading = [follow(one, ours, () => all() >= 200), follow(two, theirs, () => all() >= 200)];
    await until(() => group().size === 2 && group().state === 'stable');
    for (const id of numbers(1, 200)) {
      send(broker, id);
      if (id % 20 === 0) await new Promise((resolve) => setTimeout(resolve, 30));
    }
    await until(() => all() === 200);
    expect(Math.min(ours.size, theirs.size)).toBeGreaterThan(0);
    await two.crash();
    send(broker, 201, 202, 203, 204);
    const rest = follow(one, ours, () => ours.has(201) && ours.has(202) && ours.has(203) && ours.has(204));
    await rest;
    expect(numbers(201, 204).every((id) => ours.has(id))).toBe(true);
    await one.crash();
    await Promise.all(reading);
  });

  it('does not commit what was taken away from it', async () => {
    send(broker, ...numbers(1, 8));
    const one = await openKafka(broker);
    const held = await one.take(8);
    const two = await openKafka(broker);
    const other = two.next();
    const waiting = one.next();
    await until(() => group().size === 2 && group().state === 'stable');
    const page = await other; // the partitions that were taken away, read again from where the group stood
    const theirs = new Set(page.changes.map(({ src }) => src!.uri!.split('/').at(-1)));
    await until(() => group().state === 'stable');
    await ackAll(held);
    for (const partition of theirs) expect(group().offsets.has(`flow:${partition}`), partition).toBe(false);
    expect(group().offsets.size).toBe(4 - theirs.size);
    await two.crash();
    await one.crash();
    await waiting;
  });

  it('comes back after it was thrown out, and commits then', async () => {
    send(broker, 1);
    const { take, next, crash } = await openKafka(broker, { dataset: {} });
    const held = await take(1);
    group().rebalance();
    const waiting = next();
    await ackAll(held);
    expect(group().offsets.get('flow:1')).toBe(1n);
    await until(() => group().state === 'stable');
    send(broker, 5);
    expect(idsOf([await waiting])).toEqual([5]);
    await crash();
  });
});

describe('kafka: where reading stands', () => {
  it('says "drift" with the number when records were dropped unread; allowGap goes on', async () => {
    for (const id of numbers(1, 3)) broker.produce('flow', 0, [{ value: JSON.stringify({ id }) }]);
    const first = await openKafka(broker);
    const [page] = await first.take(3);
    await first.crash();
    for (const id of numbers(4, 20)) broker.produce('flow', 0, [{ value: JSON.stringify({ id }) }]);
    log().dropBefore(15n);
    const second = await openKafka(broker, { cursor: page!.cursor });
    await expect(second.next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringContaining('12 records of partition 0'),
    });
    await second.crash();
    const third = await openKafka(broker, { cursor: page!.cursor, allowGap: true });
    expect(idsOf(await third.take(5))).toEqual(numbers(16, 20));
    await third.crash();
  });

  it('notices records that are dropped while it reads', async () => {
    broker.produce('flow', 0, [{ value: '{"id":1}' }]);
    const { take, next, crash } = await openKafka(broker);
    await take(1);
    for (const id of numbers(2, 9)) broker.produce('flow', 0, [{ value: JSON.stringify({ id }) }]);
    log().dropBefore(8n);
    await expect(next()).rejects.toMatchObject({ kind: 'drift' });
    await crash();
  });

  it.each([
    ['made again', (): void => broker.topic('flow', 4), /made again/],
    ['cut short', (): void => log().truncate(1n), /ends at 1, and 3 was read/],
  ])('says "drift" of a topic that was %s', async (_words, harm, message) => {
    for (const id of numbers(1, 3)) broker.produce('flow', 0, [{ value: JSON.stringify({ id }) }]);
    const first = await openKafka(broker);
    const [page] = await first.take(3);
    await first.crash();
    harm();
    const second = await openKafka(broker, { cursor: page!.cursor });
    await expect(second.next()).rejects.toMatchObject({
      kind: 'drift',
      message: expect.stringMatching(message),
    });
    await second.crash();
  });

  it('says "drift" of another cluster', async () => {
    const cursor = { cluster: 'another', topics: {} };
    const { next, crash } = await openKafka(broker, { cursor });
    await expect(next()).rejects.toMatchObject({ kind: 'drift' });
    await crash();
  });

  it.each([
    ['nothing known', { committed: -1n, earliest: 5n, latest: 9n }, { offset: 5n, missing: 0n }],
    ['only the group', { committed: 7n, earliest: 5n, latest: 9n }, { offset: 7n, missing: 0n }],
    [
      'the cursor is right',
      { cursor: 6n, committed: 8n, earliest: 5n, latest: 9n },
      { offset: 6n, missing: 0n },
    ],
    ['at the end', { cursor: 9n, committed: -1n, earliest: 5n, latest: 9n }, { offset: 9n, missing: 0n }],
    ['dropped', { cursor: 2n, committed: -1n, earliest: 5n, latest: 9n }, { offset: 5n, missing: 3n }],
  ])('starts rightly with %s', (_title, state, expected) => {
    expect(startOffset(state, 'it')).toEqual(expected);
  });
});

describe('kafka: transactions', () => {
  it('hands out no record of a transaction that was given up, and goes on behind its marker', async () => {
    const abort = { value: '', key: '\0\0\0\0' };
    broker.produce('flow', 0, [{ value: '{"id":1}' }]);
    const first = broker.produce('flow', 0, [{ value: '{"id":2}' }], { transactionOf: 9n });
    broker.produce('flow', 0, [{ value: '{"id":3}' }], { transactionOf: 8n });
    broker.produce('flow', 0, [abort], { transactionOf: 9n, marker: 'abort' });
    const again = broker.produce('flow', 0, [{ value: '{"id":4}' }], { transactionOf: 9n });
    broker.produce('flow', 0, [abort], { transactionOf: 9n, marker: 'abort' });
    broker.produce('flow', 0, [abort], { transactionOf: 7n, marker: 'abort' }); // one in which nothing was sent
    broker.produce('flow', 0, [{ value: '{"id":5}' }], { transactionOf: 9n });
    broker.produce('flow', 0, [{ key: '\0\0\0\u0001', value: '' }], { transactionOf: 9n, marker: 'commit' });
    log().aborted = [
      { producerId: 9n, firstOffset: first },
      { producerId: 9n, firstOffset: again },
    ];
    const { take, crash } = await openKafka(broker);
    const pages = await take(3);
    expect(idsOf(pages)).toEqual([1, 3, 5]);
    await ackAll(pages);
    expect(group().offsets.get('flow:0')).toBe(9n);
    await crash();
  });

  it('reads an answer without records as one that moves nothing', () => {
    expect(committedRecords({ abortedTransactions: [] } as never, 5n)).toEqual({ found: [], next: 5n });
  });
});
