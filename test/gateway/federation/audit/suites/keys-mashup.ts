import { fed2, type Suite } from '../suite.ts';

const mine = [{ id: '1', name: { first: 'An', last: 'Trần' } }];

/** Many keys of one type: simple, composite, resolvable or not; requirements that go round them. */
export const keysMashup: Suite = {
  name: 'keys-mashup',
  subgraphs: [
    fed2(
      'a',
      `type A @key(fields: "id") @key(fields: "pId") @key(fields: "compositeId { one two }") @key(fields: "id compositeId { two three }") {
         id: ID! pId: ID! compositeId: CompositeID! name: String!
       }
       type CompositeID @shareable { one: ID! two: ID! three: ID! }`,
      {
        A: {
          __resolveReference: ({
            id,
            pId,
            compositeId,
          }: {
            id?: string;
            pId?: string;
            compositeId?: object;
          }) => ({
            id: id ?? '1',
            pId: pId ?? 'p1',
            compositeId: { one: 'c1', two: 'c2', three: 'c3', ...compositeId },
            name: `a.${id ?? pId ?? 'composite'}`,
          }),
        },
      },
    ),
    fed2(
      'b',
      `type Query { b: B }
       type B @key(fields: "id") { id: ID! a: [A!]! }
       type A @key(fields: "id", resolvable: false) @key(fields: "pId", resolvable: false)
         @key(fields: "compositeId { one two }", resolvable: false) @key(fields: "id compositeId { two three }") {
         id: ID! pId: ID! compositeId: CompositeID! name: String! @external
         nameInB: String! @requires(fields: "name")
       }
       type CompositeID @shareable { one: ID! two: ID! three: ID! }`,
      {
        Query: { b: () => ({ id: '100' }) },
        B: {
          __resolveReference: (reference: object) => reference,
          a: () => [{ id: '1', pId: 'p1', compositeId: { one: 'c1', two: 'c2', three: 'c3' } }],
        },
        A: {
          __resolveReference: (reference: object) => reference,
          nameInB: ({ name }: { name: string }) => `b.${name}`,
        },
      },
    ),
    fed2(
      'c',
      `type Query { people: [Person!] }
       type Person @key(fields: "id name { first last }") @key(fields: "name { first }", resolvable: false) { id: ID! name: Name }
       type Name @shareable { first: String last: String }`,
      { Query: { people: () => mine }, Person: { __resolveReference: (reference: object) => reference } },
    ),
    fed2(
      'd',
      `type Person @key(fields: "name { first }") { name: Name nick: String! }
       type Name @shareable { first: String last: String }`,
      {
        Person: {
          __resolveReference: (reference: object) => reference,
          nick: ({ name }: { name: { first: string } }) => name.first.toUpperCase(),
        },
      },
    ),
  ],
  cases: [
    {
      query: '{ b { id a { id name nameInB } } }',
      data: { b: { id: '100', a: [{ id: '1', name: 'a.1', nameInB: 'b.a.1' }] } },
    },
    {
      query: '{ b { a { nameInB compositeId { three } pId } } }',
      data: { b: { a: [{ nameInB: 'b.a.1', compositeId: { three: 'c3' }, pId: 'p1' }] } },
    },
    {
      query: '{ people { nick id name { last } } }',
      data: { people: [{ nick: 'AN', id: '1', name: { last: 'Trần' } }] },
    },
    {
      query: '{ people { name: nick n: name { first: last } } }',
      data: { people: [{ name: 'AN', n: { first: 'Trần' } }] },
    },
  ],
};
