import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { HubContext } from '../../src/graphql/context.ts';
import type { Row } from '../../src/graphql/list.ts';
import type { Connection, ListArgs } from '../../src/graphql/list-types.ts';
import { readMemory } from '../../src/graphql/memory-list.ts';
import { SortDirection } from '../../src/graphql/order.ts';
import { selectList } from '../../src/graphql/stored-list.ts';
import { openSampleStore, page, SampleEntity } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { randomRows } from './random-rows.ts';
import { sampleList, sampleSubgraph, samplesReader } from './sample-graph.ts';

let test: TestStore;
let rows: Row[];
let context: HubContext;

beforeAll(async () => {
  sampleSubgraph();
  test = await openSampleStore();
  await test.store.door.write('sample', page(randomRows(23, 40)));
  const table = test.store.table(SampleEntity);
  rows = (await test.store.pool.query(`SELECT ${selectList(table, 't')} FROM sample t`)).rows;
  context = test.context();
});
afterAll(() => test.close());

const { ASC, DESC } = SortDirection;
type Order = NonNullable<ListArgs['orderBy']>;
const orders: [string, Order][] = [
  ['the default', []],
  ['one column with ties and gaps', [{ amount: ASC }]],
  ['the same, down', [{ amount: DESC }]],
  ['text', [{ title: ASC }]],
  ['an instant, down', [{ happenedAt: DESC }]],
  ['several columns, both ways', [{ day: ASC }, { amount: DESC }, { ratio: ASC }]],
  ['the id in the middle', [{ amount: DESC }, { id: DESC }, { day: ASC }]],
];

/** Written apart from the hub's own: nothing comes last in both directions, the id breaks ties. */
function sorted(all: Row[], orderBy: Order): unknown[] {
  const terms = [...orderBy, { id: ASC }].map((order) => Object.entries(order)[0]!);
  return [...all]
    .sort((a, b) => {
      for (const [name, direction] of terms) {
        const [x, y] = [a[name] as never, b[name] as never];
        if (x === y) continue;
        if (x === null) return 1;
        if (y === null) return -1;
        return x < y === (direction === ASC) ? -1 : 1;
      }
      return 0;
    })
    .map((row) => row.id);
}

const backEnds: Record<string, (args: ListArgs) => Connection | Promise<Connection>> = {
  SQL: (args) => samplesReader.page(context, args),
  memory: (args) => readMemory(sampleList, () => rows).page(context, args),
};

/** Follows endCursor to the end. */
async function walk(
  read: (args: ListArgs) => Connection | Promise<Connection>,
  args: ListArgs,
): Promise<unknown[]> {
  const seen: unknown[] = [];
  for (let after: string | null = null, turn = 0; turn < 200; turn++) {
    const result: Connection = await read({ ...args, after });
    expect(result.nodes.length).toBeLessThanOrEqual(args.first!);
    expect(result.edges.map((edge) => edge.node)).toEqual(result.nodes);
    seen.push(...result.nodes.map((node) => node.id));
    if (!result.pageInfo.hasNextPage) return seen;
    expect(result.nodes).toHaveLength(args.first!);
    after = result.pageInfo.endCursor;
  }
  throw new Error('never ended');
}

describe.each(Object.entries(backEnds))('pages of %s', (_, read) => {
  it.each(orders)('joined are the whole list, sorted by %s', async (_, orderBy) => {
    const expected = sorted(rows, orderBy);
    for (const first of [1, 2, 3, 7, 40, 41]) expect(await walk(read, { orderBy, first })).toEqual(expected);
  });

  it.each(orders)('within a filter too, sorted by %s', async (_, orderBy) => {
    const where = { or: [{ amount: { gte: 1 } }, { title: { isNull: true } }] };
    const kept = rows.filter((row) => (row.amount as number) >= 1 || row.title === null);
    expect(kept.length).toBeGreaterThan(10);
    for (const first of [1, 3])
      expect(await walk(read, { where, orderBy, first })).toEqual(sorted(kept, orderBy));
    const { countTotal } = await read({ where, orderBy, first: 1 });
    expect(await countTotal()).toBe(kept.length);
  });

  it('go on from any edge, not only the last', async () => {
    const expected = sorted(rows, [{ day: DESC }]);
    const { edges } = await read({ orderBy: [{ day: DESC }], first: 10 });
    for (const place of [0, 4, 9]) {
      const next = await read({ orderBy: [{ day: DESC }], first: 3, after: edges[place]!.cursor });
      expect(next.nodes.map((node) => node.id)).toEqual(expected.slice(place + 1, place + 4));
    }
  });

  it('of nothing are empty: with first 0, and beyond the end', async () => {
    const none = await read({ first: 0 });
    expect([none.nodes, none.pageInfo]).toEqual([[], { hasNextPage: true, endCursor: null }]);
    expect(await none.countTotal()).toBe(40);
    const last = await read({ first: 40 });
    expect(last.pageInfo.hasNextPage).toBe(false);
    const beyond = await read({ first: 5, after: last.pageInfo.endCursor });
    expect([beyond.nodes, beyond.pageInfo]).toEqual([[], { hasNextPage: false, endCursor: null }]);
  });

  it.each([-1, 1_001, 1_000_000])('first: %i is refused', async (first) => {
    await expect((async () => read({ first }))()).rejects.toMatchObject({
      code: 'HUB_QUERY_FIRST_INVALID',
      details: { first, max: 1_000 },
    });
  });

  it.each<[string, Order]>([
    ['names two fields in one element', [{ amount: ASC, day: ASC }]],
    ['names none', [{}]],
    ['names one twice', [{ amount: ASC }, { amount: DESC }]],
  ])('orderBy that %s is refused', async (_, orderBy) => {
    await expect((async () => read({ orderBy }))()).rejects.toMatchObject({
      code: 'HUB_QUERY_ORDER_INVALID',
    });
  });
});

describe('pages of each parent', () => {
  it.each(orders)('joined are its whole list, sorted by %s, in one statement a level', async (_, orderBy) => {
    const parents = ['p1', 'p2', 'p3', 'p4'];
    const fresh = test.context();
    for (const first of [1, 2, 7]) {
      const seen = new Map(parents.map((parent) => [parent, [] as unknown[]]));
      const before = fresh.counts.statements;
      const read = parents.map((parent) =>
        samplesReader.pageOf(fresh, { orderBy, first }, 'parentId', parent),
      );
      const pages = await Promise.all(read);
      expect(fresh.counts.statements - before).toBe(1);
      for (const [index, parent] of parents.entries()) {
        const rest = pages[index]!;
        seen.get(parent)!.push(...rest.nodes.map((node) => node.id));
        if (rest.pageInfo.hasNextPage)
          seen
            .get(parent)!
            .push(
              ...(await walk(
                (args) =>
                  samplesReader.pageOf(
                    fresh,
                    { ...args, after: args.after ?? rest.pageInfo.endCursor },
                    'parentId',
                    parent,
                  ),
                { orderBy, first },
              )),
            );
        const own = rows.filter((row) => row.parentId === parent);
        expect(seen.get(parent)).toEqual(sorted(own, orderBy));
        expect(await rest.countTotal()).toBe(own.length);
      }
    }
  });
});
