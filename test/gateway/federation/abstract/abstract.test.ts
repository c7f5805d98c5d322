import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';

describe('unions and interfaces', () => {
  const graph = createTestGraph([
    toSubgraph(
      'events',
      `type Query { events: [Event] things: [Thing!]! grid: [[Thing!]!] kind: Kind kinds: [Kind] }
       union Event = Accident | Roadworks
       interface Thing { id: ID! }
       type Accident implements Thing @key(fields: "id") { id: ID! level: Int }
       type Roadworks implements Thing @key(fields: "id") { id: ID! until: String }
       type Secret implements Thing @inaccessible { id: ID! }
       enum Kind { OPEN CLOSED SECRET @inaccessible }`,
      {
        Query: {
          events: () => [accident, null, roadworks],
          things: () => [roadworks, accident],
          grid: () => [[accident], [], [roadworks, accident]],
          kind: () => 'SECRET',
          kinds: () => ['OPEN', 'SECRET'],
        },
      },
    ),
    toSubgraph(
      'details',
      `type Accident @key(fields: "id") { id: ID! text: String! }
       type Roadworks @key(fields: "id") { id: ID! text: Int }`,
      {
        Accident: { __resolveReference: ({ id }: { id: string }) => ({ id, text: `accident ${id}` }) },
        Roadworks: { __resolveReference: ({ id }: { id: string }) => ({ id, text: 42 }) },
      },
    ),
  ]);

  it.each([
    [
      'a union without __typename',
      '{ events { ... on Accident { level } ... on Roadworks { id until } } }',
      {
        events: [{ level: 3 }, null, { id: 'r', until: '2026' }],
      },
    ],
    [
      'an interface and its implementations',
      '{ things { id ... on Accident { level } } }',
      {
        things: [{ id: 'r' }, { id: 'a', level: 3 }],
      },
    ],
    [
      '__typename under aliases only',
      '{ things { t: __typename u: __typename } }',
      {
        things: [
          { t: 'Roadworks', u: 'Roadworks' },
          { t: 'Accident', u: 'Accident' },
        ],
      },
    ],
    [
      'members whose fields come from elsewhere',
      '{ events { ... on Accident { text } ... on Roadworks { n: text } } }',
      {
        events: [{ text: 'accident a' }, null, { n: 42 }],
      },
    ],
    [
      'lists of lists',
      '{ grid { id ... on Accident { text } } }',
      {
        grid: [[{ id: 'a', text: 'accident a' }], [], [{ id: 'r' }, { id: 'a', text: 'accident a' }]],
      },
    ],
    [
      'nested fragments on both sides',
      '{ things { ... on Thing { ... on Accident { ...A } } } } fragment A on Accident { ... on Thing { id } level }',
      {
        things: [{}, { id: 'a', level: 3 }],
      },
    ],
    ['an enum value that clients may not see', '{ kind kinds }', { kind: null, kinds: ['OPEN', null] }],
  ])('answers %s', async (_, query, data) => {
    expect((await graph.ask(query)).result.data).toEqual(data);
  });

  it('does not show types that are inaccessible', () => {
    expect(graph.gateway.apiSchema.getType('Secret')).toBeUndefined();
  });
});

const accident = { __typename: 'Accident', id: 'a', level: 3 };
const roadworks = { __typename: 'Roadworks', id: 'r', until: '2026' };
