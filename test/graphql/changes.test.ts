import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { EventItem } from '../../src/events/outbox.ts';
import { subscribeToChanges } from '../../src/graphql/changes.ts';
import { openSampleStore, page, sampleDataset } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(async () => {
  await test.store.pool.query('TRUNCATE sample');
  await test.store.door.write('sample', page([1, 2, 3, 4].map((i) => ({ id: `s${i}`, amount: i }))));
});

function publish(items: [id: string, op: EventItem['op']][]): void {
  test.bus.publish({
    cursor: { xid: '1', id: '1' },
    name: 'sample.changed',
    dataset: 'sample',
    items: items.map(([id, op]) => ({ id, op })),
    occurredAt: '2026-11-24T00:00:00Z',
  });
}

const everything = () => true;
const subscribe = (
  context = test.context(),
  accepts: (row: Record<string, unknown>) => boolean = everything,
) => subscribeToChanges(context, sampleDataset as never, accepts);

describe('changes', () => {
  it('come as rows, in the order of the event, without what was removed', async () => {
    const changes = subscribe();
    publish([
      ['s3', 'updated'],
      ['s1', 'inserted'],
      ['s2', 'deleted'],
      ['gone since', 'inserted'],
    ]);
    publish([['s2', 'updated']]);
    const seen = [await changes.next(), await changes.next(), await changes.next()];
    expect(seen.map(({ value }) => [value.id, value.amount])).toEqual([
      ['s3', 3],
      ['s1', 1],
      ['s2', 2],
    ]);
    await changes.return!();
  });

  it('pass the filter or are not seen', async () => {
    const changes = subscribe(test.context(), (row) => (row.amount as number) > 2);
    publish([['s1', 'inserted']]);
    publish([
      ['s2', 'inserted'],
      ['s4', 'inserted'],
    ]);
    expect((await changes.next()).value.id).toBe('s4');
    await changes.return!();
  });

  it('are loaded once for all who listen', async () => {
    const contexts = Array.from({ length: 50 }, () => test.context());
    const listeners = contexts.map((context) => subscribe(context));
    const waiting = listeners.map((listener) => listener.next());
    publish([['s1', 'inserted']]);
    const rows = await Promise.all(waiting);
    expect(rows.map(({ value }) => value.id)).toEqual(Array(50).fill('s1'));
    expect(contexts.reduce((sum, { counts }) => sum + counts.statements, 0)).toBe(1);
    for (const listener of listeners) await listener.return!();
    expect(test.bus.subscribers).toBe(0);
  });

  it('let go at once, also while nothing happens', async () => {
    const changes = subscribe();
    const waiting = changes.next();
    await changes.return!();
    expect(await waiting).toEqual({ value: undefined, done: true });
    expect(test.bus.subscribers).toBe(0);
  });

  it('give their place on the bus back when they cannot be loaded', async () => {
    const broken = { ...test.context(), query: () => Promise.reject(new Error('down')) };
    const changes = subscribe(broken);
    publish([['s1', 'inserted']]);
    await expect(changes.next()).rejects.toThrow('down');
    expect(test.bus.subscribers).toBe(0);
    expect((await changes.next()).done).toBe(true);
  });

  it('are not to be had of a dataset that announces none', () => {
    const { event: _, ...silent } = sampleDataset;
    expect(() => subscribeToChanges(test.context(), silent as never, everything)).toThrow(
      'announces no changes',
    );
  });
});
