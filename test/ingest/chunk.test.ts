import { describe, expect, it } from 'vitest';
import { toChunks } from '../../src/ingest/chunk.ts';
import { toText } from '../../src/ingest/map.ts';
import type { Change } from '../../src/sdk/index.ts';
import { expandBlocks } from '../../src/store/landed-text.ts';
import { createRandom } from '../model/random.ts';

const chunksOf = (changes: Change[]) => [...toChunks(changes, toText)];
const textsOf = (changes: Change[]) => chunksOf(changes).map(({ words }) => words && JSON.stringify(words));
const row = (n: number, more: object = {}): Change => ({
  op: 'put',
  data: { id: `r${n}`, title: `title ${(n * 7919) % 1000}`, amount: n, ...more },
  src: { uri: 'file:///a.csv', pos: String(n) },
});
const list = (count: number) => Array.from({ length: count }, (_, n) => row(n));

describe('chunks of changes', () => {
  it('hold all changes in order, some sixteen each', () => {
    const changes = list(1000);
    const chunks = chunksOf(changes);
    expect(chunks.flatMap((chunk) => chunk.changes)).toEqual(changes);
    expect(chunks.length).toBeGreaterThan(30);
    expect(chunks.length).toBeLessThan(130);
  });

  it('stay as they were around a record that comes in, goes or changes, wherever it stands', () => {
    const changes = list(1000);
    const before = new Set(textsOf(changes));
    for (const edited of [
      [row(5000), ...changes],
      changes.toSpliced(500, 1),
      changes.with(500, row(500, { amount: -1 })),
    ])
      expect(textsOf(edited).filter((text) => !before.has(text)).length).toBeLessThanOrEqual(2);
  });

  it('have the same text for the same records only: where they stand does not count, names and types do', () => {
    const one = (data: object): Change => ({ op: 'put', data: data as never });
    const texts = [
      { a: 1 },
      { a: '1' },
      { b: 1 },
      { a: 1, b: null },
      { a: null, b: 1 },
      { b: 1, a: null },
      {},
    ];
    expect(new Set(texts.flatMap((data) => textsOf([one(data)]))).size).toBe(texts.length);
    expect(textsOf([row(1)])).toEqual(
      textsOf([{ ...row(1), src: { uri: 'file:///a.csv', pos: '9' } } as Change]),
    );
  });

  it('are not recognised by values that JSON changes', () => {
    class Money {
      toJSON() {
        return 5;
      }
    }
    for (const value of [
      Number.NaN,
      -0,
      1n,
      undefined,
      new Date(0),
      new Money(),
      [undefined],
      { a: Number.NaN },
    ])
      expect(textsOf([row(1, { value })])).toEqual([undefined]);
    expect(textsOf([{ op: 'del', key: { id: 'a' } }])).toEqual([undefined]);
    expect(textsOf([{ op: 'put', data: JSON.parse('{"__proto__":1}') }])).toEqual([undefined]);
  });

  it('are landed so that every change comes back as it was', () => {
    const random = createRandom(7);
    const value = () =>
      random.pick<unknown>([
        '',
        'x',
        'Đỏ\n"',
        '\ud800',
        0,
        1.5,
        null,
        true,
        [1, 'a'],
        { b: [{}] },
        7n,
        undefined,
      ]);
    const changes = Array.from({ length: 3000 }, (_, n): Change => {
      const src = random.pick([
        { uri: 'a', pos: String(n) },
        { uri: 'b', pos: 'x' },
        { pos: '1' },
        { uri: 'a' },
      ]);
      const at = random.next() < 0.2 ? {} : { src };
      if (random.next() < 0.05) return { op: 'del', key: { id: `r${n}` }, ...at };
      if (random.next() < 0.05) return { op: 'bad', raw: 'x', reason: 'no', ...at };
      const data = { id: `r${n}`, value: value(), ...(random.next() < 0.2 ? { more: value() } : {}) };
      return { op: 'put', data, ...at };
    });
    const landed = `[${chunksOf(changes)
      .map((chunk) => chunk.landed())
      .join(',')}]`;
    expect(expandBlocks(JSON.parse(landed))).toEqual(JSON.parse(toText(changes)));
  });

  it('that were landed before blocks were are read as they are', () => {
    const changes = [row(1), { op: 'del', key: { id: 'a' } }];
    expect(expandBlocks(changes)).toEqual(changes);
  });
});
