import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Principal } from '../../src/access/principal.ts';
import type { HubContext } from '../../src/graphql/context.ts';
import { openSampleStore, page } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';
import { codesOf, run } from './sample-graph.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
  await test.store.door.write(
    'sample',
    page([
      { id: 'a', title: 'Một', amount: 1, parentId: 'p', day: '2026-11-24' },
      { id: 'b', title: 'Hai', amount: 2, day: '2026-11-25' },
      { id: 'c', title: null, amount: null },
    ]),
  );
});
afterAll(() => test.close());

function asker(...classes: ('internal' | 'personal' | 'sealed')[]): Principal {
  const grants = [{ types: ['Sample'], classes, purposes: ['test'], legalBasis: 'test' }];
  return { subsystem: 'test', role: 'test', grants, actions: [] };
}
const asOffice = () => test.context({ principal: asker('internal') });

async function titles(where: string, context: HubContext = test.context()): Promise<unknown> {
  const result = await run(context, `{ samples(where: ${where}) { nodes { title } } }`);
  expect(codesOf(result)).toEqual([]);
  return (result.data as never as { samples: { nodes: { title: unknown }[] } }).samples.nodes.map(
    (node) => node.title,
  );
}

describe('where', () => {
  it.each([
    ['{}', ['Một', 'Hai', null]],
    ['{ title: {} }', ['Một', 'Hai', null]],
    ['{ title: null, and: null }', ['Một', 'Hai', null]],
    ['{ title: { eq: "Một" } }', ['Một']],
    ['{ title: { ne: "Một" } }', ['Hai']],
    ['{ title: { in: ["Một", "Hai"] } }', ['Một', 'Hai']],
    ['{ title: { notIn: ["Một"] } }', ['Hai']],
    ['{ title: { isNull: true } }', [null]],
    ['{ title: { isNull: false } }', ['Một', 'Hai']],
    ['{ title: { contains: "mot" } }', ['Một']],
    ['{ title: { startsWith: "H" } }', ['Hai']],
    ['{ amount: { gt: 1 } }', ['Hai']],
    ['{ amount: { gte: 1, lt: 2 } }', ['Một']],
    ['{ day: { between: ["2026-11-24", "2026-11-24"] } }', ['Một']],
    ['{ title: { eq: "Một" }, amount: { eq: 2 } }', []],
    ['{ or: [{ title: { eq: "Một" } }, { amount: { eq: 2 } }] }', ['Một', 'Hai']],
    ['{ and: [{ amount: { gt: 0 } }, { not: { title: { eq: "Hai" } } }] }', ['Một']],
    ['{ or: [] }', []],
    ['{ under: { eq: "p" } }', ['Một']],
  ])('%s', async (where, expected) => {
    expect(await titles(where)).toEqual(expected);
  });

  it.each([
    ['between one value', '{ day: { between: ["2026-11-24"] } }', 'Sample.day.between'],
    ['between three', '{ amount: { between: [1, 2, 3] } }', 'Sample.amount.between'],
    ['a list without end', `{ title: { in: [${'"x",'.repeat(1_001)}] } }`, 'Sample.title.in'],
    ['a character that no text can hold', '{ title: { contains: "a\\u0000" } }', 'Sample.title.contains'],
    ['such a character in a list', '{ id: { in: ["a", "\\u0000"] } }', 'Sample.id.in'],
  ])('refuses %s, naming the condition', async (_, where, field) => {
    const result = await run(test.context(), `{ samples(where: ${where}) { nodes { title } } }`);
    expect(codesOf(result)).toEqual(['HUB_QUERY_WHERE_INVALID']);
    expect(result.errors![0]!.originalError).toMatchObject({ details: { field } });
  });

  it.each(['2026-02-30', '24/11/2026', '2026-11-24T00:00:00Z', '0000-01-01'])(
    'refuses %s for a day',
    async (day) => {
      const context = test.context();
      const result = await run(context, `{ samples(where: { day: { eq: "${day}" } }) { nodes { title } } }`);
      expect(result.errors![0]!.message).toContain(day);
      expect(context.counts.statements).toBe(0);
    },
  );

  it.each([
    '2026-11-24T00:00:00',
    '2026-11-24',
    '2026-13-01T00:00:00Z',
    '2026-02-30T00:00:00Z',
    '0000-01-01T00:00:00Z',
    'hôm qua',
  ])('refuses %s for an instant', async (at) => {
    const context = test.context();
    const result = await run(
      context,
      `{ samples(where: { happenedAt: { eq: "${at}" } }) { nodes { title } } }`,
    );
    expect(result.errors![0]!.message).toContain(at);
    expect(context.counts.statements).toBe(0);
  });
});

describe('a condition on a field that the asker may not see', () => {
  const hidden = '{ id: { eq: "a" } }';

  it.each([
    hidden,
    `{ and: [{ title: { eq: "Một" } }, ${hidden}] }`,
    `{ or: [{ title: { eq: "Một" } }, ${hidden}] }`,
    `{ not: ${hidden} }`,
    `{ not: { or: [{ and: [{ not: ${hidden} }] }] } }`,
    '{ id: { isNull: true } }',
    '{ under: { eq: "p" } }',
    // A filter that is no field of the type is as closed as can be.
    '{ unnamed: { eq: "Một" } }',
  ])('is refused like a read of it: %s', async (where) => {
    const context = asOffice();
    const result = await run(context, `{ samples(where: ${where}) { nodes { title } totalCount } }`);
    expect(codesOf(result)).toEqual(['HUB_ACCESS_FILTER_DENIED']);
    expect(result.data).toBeNull();
    expect(context.counts.statements).toBe(0);
  });

  it('names field and class', async () => {
    const result = await run(asOffice(), `{ samples(where: ${hidden}) { nodes { title } } }`);
    expect(result.errors![0]!.originalError).toMatchObject({
      details: { field: 'Sample.id', fieldClass: 'personal' },
    });
  });

  it('is refused as a sort too', async () => {
    const sort = '{ samples(orderBy: [{ title: ASC }, { id: DESC }]) { nodes { title } } }';
    expect(codesOf(await run(asOffice(), sort))).toEqual(['HUB_ACCESS_FILTER_DENIED']);
    expect(codesOf(await run(test.context(), sort))).toEqual([]);
    const nobody = test.context({ principal: asker() });
    expect(codesOf(await run(nobody, '{ samples(orderBy: [{ amount: ASC }]) { nodes { title } } }'))).toEqual(
      ['HUB_ACCESS_FILTER_DENIED'],
    );
  });

  it('is refused for a purpose that was not granted', async () => {
    const where = '{ amount: { eq: 1 } }';
    expect(await titles(where, asOffice())).toEqual(['Một']);
    const curious = test.context({ principal: asker('internal'), purpose: 'curiosity' });
    expect(codesOf(await run(curious, `{ samples(where: ${where}) { nodes { title } } }`))).toEqual([
      'HUB_ACCESS_FILTER_DENIED',
    ]);
  });
});
