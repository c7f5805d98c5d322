import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from './support/graph.ts';

/** graphql-jit alone unfolds such a type without end; a compiled operation has to see what an interpreted one sees. */
describe.each([
  { engine: 'graphql-jit', compileAfter: 0 },
  { engine: 'graphql-js', compileAfter: Number.POSITIVE_INFINITY },
])('variables of recursive input types ($engine)', ({ compileAfter }) => {
  const graph = createTestGraph(
    [
      toSubgraph(
        'a',
        `type Query { told(where: Where, all: [Where!]): String }
         enum Kind { CAR BIKE }
         input Where { and: [Where!] not: Where kind: Kind = CAR n: Int = 2 }
         type E @key(fields: "id") { id: ID! }`,
        { Query: { told: (_: unknown, args: object) => JSON.stringify(args) } },
      ),
    ],
    { compileAfter },
  );
  const query = 'query($w: Where, $all: [Where!] = [{ n: 9 }]) { told(where: $w, all: $all) }';

  it.each([
    [
      { w: { and: [{ not: { n: 1 } }], kind: 'BIKE' } },
      {
        where: { and: [{ not: { kind: 'CAR', n: 1 }, kind: 'CAR', n: 2 }], kind: 'BIKE', n: 2 },
        all: [{ kind: 'CAR', n: 9 }],
      },
    ],
    [
      { w: null, all: { n: null } },
      { where: null, all: [{ kind: 'CAR', n: null }] },
    ],
    [{}, { all: [{ kind: 'CAR', n: 9 }] }],
  ])('%j', async (variables, told) => {
    const { result } = await graph.ask(query, { variables });
    expect(JSON.parse(result.data!.told as string)).toEqual(told);
  });
});
