import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { batched } from '../../src/graphql/batch.ts';
import type { HubContext } from '../../src/graphql/context.ts';
import { openSampleStore, page, type SampleRecord } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { codesOf, run } from './sample-graph.ts';

/** Three levels: `r`, `r.0` … `r.9`, `r.0.0` … `r.9.9`. */
function tree(): SampleRecord[] {
  const digits = [...'0123456789'];
  const at = '2026-11-24T00:00:0';
  return [
    { id: 'r', title: 'root' },
    ...digits.map((i) => ({ id: `r.${i}`, parentId: 'r', happenedAt: `${at}${i}Z` })),
    ...digits.flatMap((i) =>
      digits.map((j) => ({ id: `r.${i}.${j}`, parentId: `r.${i}`, happenedAt: `${at}${j}Z` })),
    ),
  ];
}

let test: TestStore;
let context: HubContext;
beforeAll(async () => {
  test = await openSampleStore();
  await test.store.door.write('sample', page(tree()));
});
afterAll(() => test.close());
beforeEach(() => {
  context = test.context();
});

interface Node {
  id: string;
  parent: Node | null;
  newestChild: Node | null;
  children: { nodes: Node[]; totalCount: number };
}

async function ask(query: string): Promise<{ sample: Node; samples: { nodes: Node[] } }> {
  const result = await run(context, query);
  expect(codesOf(result)).toEqual([]);
  return result.data as never;
}

describe('statements follow the levels of a query, not the rows', () => {
  it('down: one per level', async () => {
    const { sample } = await ask(
      '{ sample(id: "r") { children { nodes { id children(first: 20) { nodes { id children { nodes { id } } } } } } } }',
    );
    expect(sample.children.nodes).toHaveLength(10);
    expect(sample.children.nodes.flatMap((node) => node.children.nodes)).toHaveLength(100);
    expect(context.counts.statements).toBe(4);
  });

  it('up: one per level, equal keys once', async () => {
    const { samples } = await ask('{ samples(first: 200) { nodes { id parent { id parent { id } } } } }');
    expect(samples.nodes).toHaveLength(111);
    expect(samples.nodes.find((node) => node.id === 'r.3.4')!.parent!.parent!.id).toBe('r');
    expect(samples.nodes.find((node) => node.id === 'r')!.parent).toBeNull();
    expect(context.counts.statements).toBe(3);
  });

  it('counts too: one per level, of all pages', async () => {
    const { sample } = await ask(
      '{ sample(id: "r") { children { totalCount nodes { children(first: 1) { totalCount nodes { id } } } } } }',
    );
    expect(sample.children.totalCount).toBe(10);
    expect(
      sample.children.nodes.map((node) => [node.children.totalCount, node.children.nodes.length]),
    ).toEqual(Array(10).fill([10, 1]));
    // The root, two pages, two counts.
    expect(context.counts.statements).toBe(5);
  });

  it('and what is not asked for is not counted', async () => {
    await ask('{ samples { nodes { id } } }');
    expect(context.counts.statements).toBe(1);
  });

  it('the first by a sort: one for all parents', async () => {
    const { samples } = await ask('{ samples(first: 200) { nodes { id newestChild { id } } } }');
    const byId = new Map(samples.nodes.map((node) => [node.id, node.newestChild?.id ?? null]));
    expect([byId.get('r'), byId.get('r.5'), byId.get('r.5.5')]).toEqual(['r.9', 'r.5.9', null]);
    expect(context.counts.statements).toBe(2);
  });

  it('an id that cannot be is not there, and spoils nothing beside it', async () => {
    const { a, b } = (await ask('{ a: sample(id: "r\\u0000") { id } b: sample(id: "r") { id } }')) as never;
    expect([a, b]).toEqual([null, { id: 'r' }]);
  });

  it('the same list with other arguments is another list', async () => {
    const { sample } = await ask(`{ sample(id: "r") { children { nodes {
      id
      firstTwo: children(first: 2) { nodes { id } }
      last: children(first: 1, orderBy: [{ id: DESC }]) { nodes { id } }
      some: children(where: { id: { in: ["r.0.3", "r.1.4"] } }) { nodes { id } } } } } }`);
    const [zero] = sample.children.nodes as never as Record<string, { nodes: Node[] }>[];
    expect(zero!.firstTwo!.nodes.map((node) => node.id)).toEqual(['r.0.0', 'r.0.1']);
    expect(zero!.last!.nodes.map((node) => node.id)).toEqual(['r.0.9']);
    expect(zero!.some!.nodes.map((node) => node.id)).toEqual(['r.0.3']);
    expect(context.counts.statements).toBe(5);
  });
});

describe('batch', () => {
  it('asks for each key once a level, and again on the next: nothing is kept', async () => {
    const asked: string[][] = [];
    const load = async (keys: string[]) => {
      asked.push(keys);
      return new Map(keys.filter((key) => key !== 'none').map((key) => [key, asked.length]));
    };
    const get = (key: string) => batched(context, 'test', load).load(key);
    expect(await Promise.all(['a', 'b', 'a', 'none'].map(get))).toEqual([1, 1, 1, undefined]);
    expect(await get('a')).toBe(2);
    expect(asked).toEqual([['a', 'b', 'none'], ['a']]);
  });

  it('gives a failure to everybody who asked, and tries again for the next', async () => {
    let fails = true;
    const load = async (keys: string[]) => {
      if (fails) throw new Error('down');
      return new Map(keys.map((key) => [key, key]));
    };
    const get = (key: string) => batched(context, 'failing', load).load(key);
    const results = await Promise.allSettled(['a', 'b'].map(get));
    expect(results.map((result) => result.status)).toEqual(['rejected', 'rejected']);
    fails = false;
    expect(await get('a')).toBe('a');
  });
});
