import { describe, expect, it } from 'vitest';
import { createBus } from '../../src/events/bus.ts';
import type { FeedEvent } from '../../src/events/feed.ts';

function event(id: number, name = 'sample.changed'): FeedEvent {
  return {
    cursor: { xid: '1', id: String(id) },
    name,
    dataset: 'sample',
    items: [],
    occurredAt: '2026-11-24T00:00:00Z',
  };
}

describe('bus', () => {
  it('hands events of its name to each reader, in order, from the subscription on', async () => {
    const bus = createBus();
    bus.publish(event(0));
    const [one, two] = [bus.subscribe('sample.changed'), bus.subscribe('sample.changed')];
    for (const published of [event(1), event(2, 'other.changed'), event(3)]) bus.publish(published);
    for (const reader of [one, two]) {
      expect((await reader.next()).value.cursor.id).toBe('1');
      expect((await reader.next()).value.cursor.id).toBe('3');
    }
  });

  it('wakes a reader that waits', async () => {
    const bus = createBus();
    const waiting = bus.subscribe('sample.changed').next();
    bus.publish(event(1));
    expect(await waiting).toEqual({ value: event(1), done: false });
  });

  it('is read by for await, and let go when the loop is left', async () => {
    const bus = createBus();
    const reader = bus.subscribe('sample.changed');
    for (let id = 1; id <= 3; id++) bus.publish(event(id));
    const seen: string[] = [];
    for await (const { cursor } of reader) {
      seen.push(cursor.id);
      if (cursor.id === '2') break;
    }
    expect(seen).toEqual(['1', '2']);
    expect(bus.subscribers).toBe(0);
  });

  it('ends a waiting reader at once when it is returned', async () => {
    const bus = createBus();
    const reader = bus.subscribe('sample.changed');
    const waiting = reader.next();
    expect(bus.subscribers).toBe(1);
    await reader.return!();
    expect(bus.subscribers).toBe(0);
    expect(await waiting).toEqual({ value: undefined, done: true });
    bus.publish(event(1));
    expect(await reader.next()).toEqual({ value: undefined, done: true });
  });

  it('closes a reader that is too slow, tells it why, and keeps nothing for it', async () => {
    const bus = createBus(10);
    const [slow, quick] = [bus.subscribe('sample.changed'), bus.subscribe('sample.changed')];
    const seen: string[] = [];
    for (let id = 1; id <= 1_000; id++) {
      bus.publish(event(id));
      seen.push((await quick.next()).value.cursor.id);
    }
    expect(seen).toHaveLength(1_000);
    expect(bus.subscribers).toBe(1);
    await expect(slow.next()).rejects.toMatchObject({
      code: 'HUB_EVENTS_TOO_SLOW',
      details: { waiting: 10 },
    });
    expect(await slow.next()).toEqual({ value: undefined, done: true });
  });

  it('lets a reader be exactly as far behind as allowed', async () => {
    const bus = createBus(10);
    const reader = bus.subscribe('sample.changed');
    for (let id = 1; id <= 10; id++) bus.publish(event(id));
    for (let id = 1; id <= 10; id++) expect((await reader.next()).value.cursor.id).toBe(String(id));
    expect(bus.subscribers).toBe(1);
  });

  it('ends everybody when it is closed, after what they had waiting', async () => {
    const bus = createBus();
    const [behind, waiting] = [bus.subscribe('sample.changed'), bus.subscribe('other.changed')];
    bus.publish(event(1));
    const next = waiting.next();
    bus.close();
    expect((await next).done).toBe(true);
    expect((await behind.next()).done).toBe(false);
    expect((await behind.next()).done).toBe(true);
    expect(bus.subscribers).toBe(0);
  });
});
