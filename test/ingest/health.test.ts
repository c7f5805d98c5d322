import { describe, expect, it } from 'vitest';
import { createHealthBook, createSourceReport } from '../../src/ingest/health.ts';
import { createFixedClock } from '../../src/kernel/clock.ts';

describe('health of sources', () => {
  it('tells the state, since when, and when it last answered well', () => {
    const clock = createFixedClock('2026-11-24T00:00:00Z');
    const book = createHealthBook(clock);
    expect(book.get('a')).toBeUndefined();
    book.fail('a', 'DOWN', 'refused');
    expect(book.get('a')).toEqual({
      name: 'a',
      status: 'DOWN',
      asOf: null,
      since: '2026-11-24T00:00:00.000Z',
      message: 'refused',
    });
    clock.moveTo('2026-11-24T01:00:00Z');
    book.ok('a');
    clock.moveTo('2026-11-24T02:00:00Z');
    book.ok('a');
    expect(book.get('a')).toEqual({
      name: 'a',
      status: 'OK',
      asOf: '2026-11-24T02:00:00.000Z',
      since: '2026-11-24T01:00:00.000Z',
    });
    clock.moveTo('2026-11-24T03:00:00Z');
    book.fail('a', 'DOWN', 'reset');
    clock.moveTo('2026-11-24T04:00:00Z');
    book.fail('a', 'DOWN', 'reset again');
    expect(book.get('a')).toMatchObject({
      asOf: '2026-11-24T02:00:00.000Z',
      since: '2026-11-24T03:00:00.000Z',
      message: 'reset again',
    });
    book.fail('a', 'SLOW', 'timeout');
    expect(book.get('a')).toMatchObject({ status: 'SLOW', since: '2026-11-24T04:00:00.000Z' });
    expect(book.all()).toHaveLength(1);
  });
});

describe('report of one request', () => {
  it('names the sources it met that were not well, each once, as they were then', () => {
    const book = createHealthBook(createFixedClock('2026-11-24T00:00:00Z'));
    book.ok('well');
    book.fail('down', 'DOWN', 'refused');
    book.fail('elsewhere', 'DOWN', 'refused');
    const report = createSourceReport(book);
    for (const name of ['well', 'down', 'down', 'never seen']) report.note(name);
    book.ok('down');
    expect(report.report()).toMatchObject([{ name: 'down', status: 'DOWN' }]);
  });
});
