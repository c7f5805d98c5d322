import { buildSchema, parse, validate } from 'graphql';
import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../../../src/gateway/compose.ts';
import { createGateway } from '../../../../src/gateway/gateway.ts';
import { readSupergraph } from '../../../../src/gateway/supergraph.ts';
import { toSubgraph } from '../../support/graph.ts';
import { join03, join05 } from './supergraphs.ts';

const all = [
  { __typename: 'Road', id: '1', length: 10 },
  { __typename: 'Road', id: '2', length: null },
  { __typename: 'Road', id: '3', length: 30 },
];
const members = [
  toSubgraph(
    'roads',
    `type Query { roads(first: Int = 2): [Road!]! found: [Found] internal: Int }
     type Mutation { rename(id: ID!, name: String = "mới"): Road }
     union Found = Bridge | Road
     type Bridge @key(fields: "id") { id: ID! span: Int }
     type Road @key(fields: "id") { id: ID! length: Int name: String secret: String }`,
    {
      Query: {
        roads: (_: unknown, { first }: { first: number }) => all.slice(0, first),
        found: () => [{ __typename: 'Bridge', id: 'b', span: 9 }, all[2]],
      },
      Mutation: { rename: (_: unknown, { id }: { id: string }) => all.find((road) => road.id === id) },
      Road: {
        __resolveReference: ({ id }: { id: string }) => all.find((road) => road.id === id),
        name: () => 'NEVER',
      },
    },
  ),
  toSubgraph(
    'health-v2',
    `type Road @key(fields: "id") {
       id: ID! grade: Grade length: Int @external cost: Int @requires(fields: "length") name: String @override(from: "roads")
     }
     enum Grade { GOOD SECRET }`,
    {
      Road: {
        __resolveReference: (reference: object) => reference,
        grade: ({ id }: { id: string }) => (id === '1' ? 'GOOD' : 'SECRET'),
        cost: ({ length }: { length: number | null }) => (length === null ? null : length * 2),
        name: ({ id }: { id: string }) => `đường ${id}`,
      },
    },
  ),
];

describe.each([
  { spec: 'join v0.3', sdl: join03 },
  { spec: 'join v0.5', sdl: join05 },
])("a supergraph of Apollo's composer ($spec)", ({ sdl }) => {
  const supergraph = readSupergraph(sdl);

  it('names its subgraphs', () => {
    expect(supergraph.members).toEqual([
      { name: 'health-v2', url: 'http://127.0.0.1:1/health' },
      { name: 'roads', url: 'http://127.0.0.1:1/roads' },
    ]);
  });

  it('has an API without what is hidden and without the machinery, descriptions kept', () => {
    const api = buildSchema(supergraph.apiSdl);
    expect(Object.keys(api.getQueryType()!.getFields())).toEqual(['roads', 'found']);
    expect(api.getQueryType()!.getFields().roads!.description).toBe('Mọi con đường. Every road.');
    expect(supergraph.apiSdl).not.toMatch(/join__|link__|secret|SECRET|internal/);
  });

  it.each([
    [
      '{ roads { id name cost grade } }',
      {
        roads: [
          { id: '1', name: 'đường 1', cost: 20, grade: 'GOOD' },
          { id: '2', name: 'đường 2', cost: null, grade: null },
        ],
      },
      1,
    ],
    ['{ roads(first: 1) { cost } }', { roads: [{ cost: 20 }] }, 0],
    [
      '{ found { __typename ... on Bridge { span } ... on Road { name cost } } }',
      {
        found: [
          { __typename: 'Bridge', span: 9 },
          { __typename: 'Road', name: 'đường 3', cost: 60 },
        ],
      },
      0,
    ],
    ['mutation { rename(id: "3") { name cost } }', { rename: { name: 'đường 3', cost: 60 } }, 0],
  ])('answers %s', async (query, data, errors) => {
    const document = parse(query);
    const gateway = createGateway({ supergraph, members });
    expect(validate(gateway.apiSchema, document)).toEqual([]);
    const result = await gateway.execute({ document, contextValue: {} });
    expect(JSON.parse(JSON.stringify(result.data))).toEqual(data);
    expect(result.errors ?? []).toHaveLength(errors);
  });
});

describe('contexts, which the planner would drop silently, are refused', () => {
  const code = 'HUB_GATEWAY_DIRECTIVE_UNSUPPORTED';

  it.each([
    [
      'an argument from a context',
      join05.replace(
        'contextArguments: []',
        'contextArguments: [{ context: "c", name: "n", type: "Int", selection: "{ id }" }]',
      ),
    ],
    ['a type that sets one', join05.replace('@tag(name: "public")\n{', '@context(name: "roads__c")\n{')],
  ])('in a supergraph: %s', (_, sdl) => {
    expect(sdl).not.toBe(join05);
    expect(() => readSupergraph(sdl)).toThrow(expect.objectContaining({ code }));
  });

  it.each(['@context(name: "c")', '@federation__context(name: "c")'])('in a subgraph: %s', (directive) => {
    const link =
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key" "@context"])';
    const sdl = `${link} type Query { a: A } type A @key(fields: "id") ${directive} { id: ID! }`;
    expect(() => composeSupergraph([{ name: 'a', sdl }])).toThrow(expect.objectContaining({ code }));
  });
});
