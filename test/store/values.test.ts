import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { TestStore } from '../support/store.ts';
import { openSampleStore, page, type SampleRecord } from './sample.ts';

let test: TestStore;

beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());

/** Written and read back. */
async function roundTrip(record: SampleRecord): Promise<Record<string, unknown>> {
  await test.store.door.write('sample', page([record]));
  const { rows } = await test.store.pool.query('SELECT * FROM sample WHERE id = $1', [record.id]);
  return rows[0];
}

const texts = {
  tab: 'a\tb',
  'line feed': 'a\nb',
  'carriage return': 'a\r\nb',
  backslash: 'C:\\đường\\\\',
  'the mark of null': '\\N',
  'the mark of the end': '\\.',
  'an escape that is none': '\\t\\x41',
  quotes: `"it's" “ngoặc”`,
  braces: '{"a":[1]}',
  Vietnamese: 'Phường Vũ Ninh – Quốc lộ 1A, Bắc Ninh',
  decomposed: 'Phường Vũ Ninh'.normalize('NFD'),
  emoji: '🚦👮🏽‍♀️',
  'beyond the BMP': '𠀋',
  'control characters': '\u0001\u0007\b\v\f\u001b\u007f\u0085\u2028',
  'a space around': '  x  ',
  nothing: '',
};

describe('values through COPY', () => {
  it.each(Object.entries(texts))('text: %s', async (name, text) => {
    const row = await roundTrip({ id: name, title: text, details: { [text]: [text] } });
    expect(row.title).toBe(text);
    expect(row.details).toEqual({ [text]: [text] });
  });

  it('also in the key and in the provenance', async () => {
    const id = 'a\t\\N\n🚦"';
    await test.store.door.write(
      'sample',
      page([], { puts: [{ record: { id }, uri: 'tab\there\\', pos: '\n' }] }),
    );
    const { rows } = await test.store.pool.query('SELECT id, _src_uri, _src_pos FROM sample WHERE id = $1', [
      id,
    ]);
    expect(rows).toEqual([{ id, _src_uri: 'tab\there\\', _src_pos: '\n' }]);
  });

  it.each([0, -0.1, 1e-300, 1.7976931348623157e308, 0.1 + 0.2, 105.123456789])(
    'double: %d',
    async (ratio) => {
      expect((await roundTrip({ id: `ratio ${ratio}`, ratio })).ratio).toBe(ratio);
    },
  );

  it.each([
    ['an object', { a: 1, b: [true, null, 'đ'], c: { d: 1.5 } }],
    ['a list', [1, 'hai', null]],
    ['a bare text', 'chữ'],
    ['false', false],
    ['zero', 0],
  ])('jsonb: %s', async (name, details) => {
    expect((await roundTrip({ id: `json ${name}`, details })).details).toEqual(details);
  });

  it('keeps days as days and instants as UTC text', async () => {
    const row = await roundTrip({
      id: 'times',
      day: '2026-02-28',
      happenedAt: '2026-11-24T08:30:00.125+07:00',
    });
    expect(row).toMatchObject({ day: '2026-02-28', happened_at: '2026-11-24T01:30:00.125Z' });
  });

  it('keeps booleans, and nothing as nothing', async () => {
    expect(await roundTrip({ id: 'flag', flag: false })).toMatchObject({
      flag: false,
      title: null,
      details: null,
    });
  });

  it('tells apart texts that a separator could confuse: fingerprints differ', async () => {
    const first = await roundTrip({ id: 'x', title: 'a\tb', parentId: 'c' });
    const second = await roundTrip({ id: 'x', title: 'a', parentId: 'b\tc' });
    const third = await roundTrip({ id: 'x', title: '\\N', parentId: 'b\tc' });
    const fourth = await roundTrip({ id: 'x', title: null, parentId: 'b\tc' });
    expect(new Set([first, second, third, fourth].map((row) => row._hash)).size).toBe(4);
    expect(fourth._version).toBe(4);
  });
});
