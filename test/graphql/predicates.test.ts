import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Predicate, PredicateScalar } from '../../src/graphql/predicate.ts';
import { matches } from '../../src/graphql/predicate-memory.ts';
import { toSql } from '../../src/graphql/predicate-sql.ts';
import { selectList } from '../../src/graphql/stored-list.ts';
import { createRandom } from '../model/random.ts';
import { openSampleStore, page, SampleEntity } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { days, instants, type Random, randomRows, titles } from './random-rows.ts';

let test: TestStore;
let rows: Record<string, unknown>[];

beforeAll(async () => {
  test = await openSampleStore();
  await test.store.door.write('sample', page(randomRows(11, 80)));
  const table = test.store.table(SampleEntity);
  rows = (await test.store.pool.query(`SELECT ${selectList(table, 't')} FROM sample t ORDER BY id`)).rows;
});
afterAll(() => test.close());

const values: Record<string, readonly PredicateScalar[]> = {
  id: ['a000', 'B001', 'đ002', 'a003', 'nobody'],
  title: titles,
  parentId: ['p1', 'p2', 'p9'],
  amount: [-3, -2, 0, 1, 2],
  ratio: [-0.5, 0, 0.1, 0.1000001, 1e9],
  flag: [true, false],
  day: [...days, '1900-01-01'],
  happenedAt: [...instants, '2026-11-24T00:30:00.124Z'],
};
const searches = [
  'ninh',
  'NINH',
  'Vũ',
  'vu n',
  'đ',
  'D',
  'Đấu'.normalize('NFD'),
  '%',
  '_',
  '\\',
  "'",
  '',
  ' ',
  'cầu gồ',
];
const ranges = ['gt', 'gte', 'lt', 'lte'] as const;

function randomPredicate(random: Random, depth: number): Predicate {
  const kind = depth === 0 ? 1 : random.next();
  const parts = () => Array.from({ length: random.integer(0, 3) }, () => randomPredicate(random, depth - 1));
  if (kind < 0.2) return { and: parts() };
  if (kind < 0.4) return { or: parts() };
  if (kind < 0.6) return { not: randomPredicate(random, depth - 1) };
  const property = random.pick(Object.keys(values));
  const value = () => random.pick(values[property]!);
  const op = random.next();
  if (op < 0.15) return { property, op: 'isNull', value: random.next() < 0.5 };
  if (op < 0.35) return { property, op: 'in', value: Array.from({ length: random.integer(0, 3) }, value) };
  if (property === 'title' && op < 0.8)
    return { property, op: random.pick(['contains', 'startsWith'] as const), value: random.pick(searches) };
  if (property !== 'flag' && op < 0.7) return { property, op: random.pick(ranges), value: value() };
  return { property, op: 'eq', value: value() };
}

async function bySql(predicate: Predicate): Promise<unknown[]> {
  const params: unknown[] = [];
  const where = toSql(predicate, test.store.table(SampleEntity), 't', params);
  const { rows: found } = await test.store.pool.query(
    `SELECT id FROM sample t WHERE ${where} ORDER BY id`,
    params,
  );
  return found.map((row) => row.id);
}

function inMemory(predicate: Predicate): unknown[] {
  return rows.filter((row) => matches(predicate, row)).map((row) => row.id);
}

describe('a predicate means the same in SQL and in memory', () => {
  it.each([1, 2, 3, 4, 5])('over random conditions, seed %i', async (seed) => {
    const random = createRandom(seed);
    let decisive = 0;
    for (let i = 0; i < 120; i++) {
      const predicate = randomPredicate(random, 3);
      const found = await bySql(predicate);
      expect(inMemory(predicate), JSON.stringify(predicate)).toEqual(found);
      if (found.length > 0 && found.length < rows.length) decisive += 1;
    }
    // Conditions that all rows or no row meet would agree too easily.
    expect(decisive).toBeGreaterThan(40);
  });

  it('for every single operator on every column', async () => {
    let count = 0;
    for (const [property, candidates] of Object.entries(values))
      for (const value of candidates)
        for (const op of ['eq', ...(property === 'flag' ? [] : ranges)] as const)
          for (const predicate of [
            { property, op, value },
            { not: { property, op, value } },
          ] as Predicate[]) {
            expect(inMemory(predicate), JSON.stringify(predicate)).toEqual(await bySql(predicate));
            count += 1;
          }
    expect(count).toBeGreaterThan(300);
  });
});

describe('three values, as in SQL', () => {
  it('takes neither a comparison with nothing nor its opposite', async () => {
    const one: Predicate = { property: 'amount', op: 'eq', value: 1 };
    const nothing: Predicate = { property: 'amount', op: 'isNull', value: true };
    for (const find of [inMemory, bySql]) {
      const [ones, others, empty] = [await find(one), await find({ not: one }), await find(nothing)];
      expect(empty.length).toBeGreaterThan(5);
      expect(ones.length + others.length + empty.length).toBe(80);
      // Unknown or true is true; unknown and false is false.
      expect(await find({ or: [one, { property: 'id', op: 'gt', value: '' }] })).toHaveLength(80);
      expect(await find({ not: { and: [one, { property: 'id', op: 'lt', value: '' }] } })).toHaveLength(80);
    }
  });

  it('takes an empty "and" for true and an empty "or" for false', async () => {
    for (const find of [inMemory, bySql]) {
      expect(await find({ and: [] })).toHaveLength(80);
      expect(await find({ or: [] })).toHaveLength(0);
      expect(await find({ not: { or: [] } })).toHaveLength(80);
    }
  });
});

describe('search by people', () => {
  const spellings = titles.filter((title) => /ninh/i.test(title.normalize('NFD')));

  it.each(['vũ ninh', 'VU NINH', 'Vũ Ninh'.normalize('NFD'), 'vu ninh'])(
    'finds every spelling by "%s"',
    async (search) => {
      expect(spellings).toHaveLength(4);
      for (const find of [inMemory, bySql]) {
        const found = new Set(await find({ property: 'title', op: 'contains', value: search }));
        const expected = rows.filter((row) => spellings.includes(row.title as never)).map((row) => row.id);
        expect(expected.length).toBeGreaterThan(4);
        expect([...found].sort()).toEqual(expected.sort());
      }
    },
  );

  it('takes đ for d, at the beginning too', async () => {
    const expected = rows
      .filter((row) => row.title === 'Đường Đấu Mã' || row.title === 'duong dau ma')
      .map((row) => row.id);
    expect(expected.length).toBeGreaterThan(2);
    for (const find of [inMemory, bySql]) {
      expect((await find({ property: 'title', op: 'startsWith', value: 'ĐUONG' })).sort()).toEqual(
        expected.sort(),
      );
      expect(await find({ property: 'title', op: 'startsWith', value: 'dau' })).toEqual([]);
    }
  });

  it('takes the signs of LIKE as they are', async () => {
    const expected = rows.filter((row) => String(row.title).includes('%')).map((row) => row.id);
    for (const search of ['%', '_', '50%_\\'])
      for (const find of [inMemory, bySql])
        expect((await find({ property: 'title', op: 'contains', value: search })).sort()).toEqual(
          expected.sort(),
        );
  });
});

describe('SQL', () => {
  it('binds every value and takes columns from metadata only', () => {
    const table = test.store.table(SampleEntity);
    const params: unknown[] = ['taken'];
    const attack = `'; DROP TABLE sample; --`;
    const sql = toSql(
      {
        and: [
          { property: 'title', op: 'eq', value: attack },
          { property: 'parentId', op: 'in', value: [attack] },
        ],
      },
      table,
      't',
      params,
    );
    expect(sql).toBe('(t."title" = $2::text AND t."parent_id" = ANY($3::text[]))');
    expect(params).toEqual(['taken', attack, [attack]]);
    expect(() => toSql({ property: attack, op: 'eq', value: 1 }, table, 't', params)).toThrow('no column');
  });
});
