import { beforeEach, describe, expect, it } from 'vitest';
import { createHealthBook, type HealthBook } from '../../src/ingest/health.ts';
import type { LiveLookup } from '../../src/ingest/live.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';
import { ConnectorError, type LiveQuery } from '../../src/sdk/index.ts';
import { idsOf, lazy, lookUpAt, nothingApplied, type Query, register } from './live-owner.ts';

let health: HealthBook;
beforeEach(() => {
  health = createHealthBook(createFixedClock('2026-11-24T00:00:00Z'));
});

const lookup = (query: Query, timeoutMs?: number) =>
  lookUpAt(query, { health, ...(timeoutMs ? { timeoutMs } : {}) });

describe('live look-up', () => {
  it('asks in the owner’s names and answers in the hub’s', async () => {
    let asked: LiveQuery | undefined;
    const live = await lookup(async (_, query) => {
      asked = query;
      return { rows: [register[0]!], applied: { where: true, orderBy: true, limit: true } };
    });
    const answer = await live.find('person', {
      where: {
        or: [{ field: 'name', op: 'eq', value: 'An' }, { not: { field: 'born', op: 'lt', value: 1990 } }],
      },
      orderBy: [['born', 'desc']],
      limit: 1,
    });
    expect(answer).toEqual({
      records: [{ id: '1', name: 'An', born: 1990, level: null }],
      refused: 0,
      calls: 1,
    });
    expect(asked).toMatchObject({
      select: ['id', 'hoTen', 'namSinh', 'muc'],
      where: { or: [{ field: 'hoTen', op: 'eq', value: 'An' }, { not: { field: 'namSinh', op: 'lt' } }] },
      orderBy: [['namSinh', 'desc']],
      limit: 1,
    });
    expect(health.get('register')).toMatchObject({ status: 'OK' });
  });

  it('splits keys by what the owner takes at once: 500 keys, 5 calls', async () => {
    const sizes: number[] = [];
    const live = await lookup(async (_, { keys }) => {
      sizes.push(keys!.values.length);
      const rows = keys!.values.map(([id]) => ({ id, hoTen: 'X', namSinh: 2000 }));
      // Any order is good.
      return { rows: rows.reverse(), applied: nothingApplied };
    });
    const ids = Array.from({ length: 500 }, (_, i) => String(i));
    const answer = await live.find('person', { keys: { field: 'id', values: ids } });
    expect(answer.calls).toBe(5);
    expect(sizes).toEqual([100, 100, 100, 100, 100]);
    expect(answer.records.map((record) => record.id).sort()).toEqual(ids.sort());
    expect((await live.find('person', { keys: { field: 'id', values: ids.slice(0, 100) } })).calls).toBe(1);
  });

  it('leaves out rows that make no sense, and names the source', async () => {
    const rows = [
      register[0]!,
      { id: '9', hoTen: 7, namSinh: null },
      { id: '8', hoTen: 'X', namSinh: 'năm nào' },
      {},
    ];
    const live = await lookup(async () => ({ rows, applied: nothingApplied }));
    expect(await live.find('person', {})).toMatchObject({ records: [{ id: '1' }], refused: 3 });
    expect(health.get('register')).toMatchObject({
      status: 'BAD_DATA',
      message: expect.stringContaining('3'),
    });
  });

  it('refuses an answer that is no list', async () => {
    const live = await lookup(async () => ({ rows: '<html>' as never, applied: nothingApplied }));
    await expect(live.find('person', {})).rejects.toMatchObject({ code: 'HUB_INGEST_LIVE_FAILED' });
    expect(health.get('register')).toMatchObject({ status: 'BAD_DATA' });
  });

  it('names a field that the source has no line for; the source is not to blame', async () => {
    const live = await lookup(lazy);
    for (let i = 0; i < 5; i++)
      await expect(
        live.find('person', { where: { field: 'height', op: 'gt', value: 1 } }),
      ).rejects.toMatchObject({
        code: 'HUB_CONFIG_INVALID',
        details: {
          path: 'sources.register.bindings.person.fields',
          reason: expect.stringContaining('height'),
        },
      });
    expect(health.get('register')).toBeUndefined();
    expect(await idsOf(live, {})).toHaveLength(5);
  });

  it('writes values as the owner does', async () => {
    let asked: LiveQuery | undefined;
    const live = await lookup(async (_, query) => {
      asked = query;
      return { rows: [], applied: nothingApplied };
    });
    await live.find('person', { where: { field: 'born', op: 'in', value: [1985, 1990] } });
    expect(asked!.where).toEqual({ field: 'namSinh', op: 'in', value: ['1985', '1990'] });
    await live.find('person', { keys: { field: 'born', values: ['1985'] } });
    expect(asked!.keys).toEqual({ fields: ['namSinh'], values: [['1985']] });
  });

  it.each<[string, Parameters<LiveLookup['find']>[1]]>([
    ['a filter', { where: { field: 'level', op: 'eq', value: 1 } }],
    ['a filter within', { where: { or: [{ not: { field: 'level', op: 'gt', value: 1 } }] } }],
    ['a sort', { orderBy: [['level', 'asc']] }],
    ['keys', { keys: { field: 'level', values: ['1'] } }],
  ])('refuses %s by a field whose values it cannot put in the owner’s words', async (_, question) => {
    const live = await lookup(lazy);
    await expect(live.find('person', question)).rejects.toMatchObject({
      code: 'HUB_INGEST_LIVE_UNASKABLE',
      details: { source: 'register', field: 'level' },
    });
    expect(health.get('register')).toBeUndefined();
    expect(await idsOf(live, { where: { field: 'level', op: 'isNull', value: true } })).toHaveLength(5);
  });

  it('knows no source for a dataset that nobody offers', async () => {
    const live = await lookup(lazy);
    expect(live.sourceOf('person')).toBe('register');
    expect(live.sourceOf('other')).toBeUndefined();
    await expect(live.find('other', {})).rejects.toMatchObject({ code: 'HUB_INGEST_NO_LIVE_SOURCE' });
  });
});

describe('an owner that does not answer', () => {
  it('is given up after its time, also when it does not listen', async () => {
    const live = await lookup(() => new Promise(() => undefined), 50);
    await expect(live.find('person', {})).rejects.toMatchObject({
      code: 'HUB_INGEST_LIVE_FAILED',
      details: { source: 'register', dataset: 'person' },
    });
    expect(health.get('register')).toMatchObject({
      status: 'SLOW',
      asOf: null,
      since: '2026-11-24T00:00:00.000Z',
    });
  });

  it('is told to stop', async () => {
    let aborted = false;
    const live = await lookup(async (ctx) => {
      ctx.signal.addEventListener('abort', () => {
        aborted = true;
      });
      return new Promise(() => undefined);
    }, 50);
    await expect(live.find('person', {})).rejects.toThrow();
    expect(aborted).toBe(true);
  });

  it.each([
    ['transient', 'DOWN'],
    ['auth', 'DOWN'],
    ['drift', 'BAD_DATA'],
  ] as const)('%s is shown as %s', async (kind, status) => {
    const live = await lookup(() => Promise.reject(new ConnectorError(kind, 'as injected')));
    await expect(live.find('person', {})).rejects.toMatchObject({
      where: { source: 'register', dataset: 'person' },
    });
    expect(health.get('register')).toMatchObject({ status, message: 'as injected' });
  });

  it('is left alone after three failures', async () => {
    let calls = 0;
    const live = await lookup(() => {
      calls += 1;
      return Promise.reject(new ConnectorError('transient', 'down'));
    });
    for (let i = 0; i < 10; i++) await expect(live.find('person', {})).rejects.toThrow();
    expect(calls).toBe(3);
  });

  it('is not blamed when the asker goes away', async () => {
    let calls = 0;
    const live = await lookup(() => {
      calls += 1;
      return new Promise(() => undefined);
    });
    for (let i = 1; i <= 4; i++) {
      const gone = new AbortController();
      const asking = live.find('person', {}, gone.signal).catch((error: Error) => error);
      await expect.poll(() => calls).toBe(i);
      gone.abort(new Error('the client is gone'));
      expect(await asking).toMatchObject({ code: 'HUB_INGEST_LIVE_FAILED' });
    }
    expect(health.get('register')).toBeUndefined();
  });

  it('may fail after its asker has gone: nobody hears it, and nothing falls', async () => {
    const live = await lookup((ctx) => Promise.reject(ctx.signal.reason ?? new Error('down')));
    const gone = AbortSignal.abort(new Error('the client is gone'));
    // A rejection that nobody handles fails the whole run of the tests.
    await expect(live.find('person', {}, gone)).rejects.toThrow('the client is gone');
    const later = new AbortController();
    const slow = await lookup(async () => {
      later.abort(new Error('the client is gone'));
      await new Promise((resolve) => setTimeout(resolve, 10));
      throw new Error('down');
    });
    await expect(slow.find('person', {}, later.signal)).rejects.toThrow('the client is gone');
    await new Promise((resolve) => setTimeout(resolve, 30));
    expect(health.get('register')).toBeUndefined();
  });
});
