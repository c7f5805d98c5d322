import { fed2, type Suite } from '../suite.ts';

const ids = ['1', 'gone', '2', 'broken'];
const resolve = async ({ id }: { id: string }) => {
  if (id === 'broken') throw new Error('broken');
  return id === 'gone' ? null : { id };
};

/** Entities that are not there or fail, in lists and nested lists, nullable and not. */
export const failingEntities: Suite = {
  name: 'failing-entities',
  subgraphs: [
    fed2(
      'a',
      `type Query { things: [Thing] strict: [Thing!] nested: [[Thing!]] one(id: ID!): Thing } type Thing @key(fields: "id") { id: ID! }`,
      {
        Query: {
          things: () => ids.map((id) => ({ id })),
          strict: () => ids.map((id) => ({ id })),
          nested: () => [[{ id: '1' }], [{ id: '2' }, { id: 'broken' }], null],
          one: (_: unknown, reference: { id: string }) => reference,
        },
        Thing: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2('b', `type Thing @key(fields: "id") { id: ID! soft: Int hard: Int! next: Thing }`, {
      Thing: {
        __resolveReference: resolve,
        soft: ({ id }: { id: string }) => Number(id),
        hard: ({ id }: { id: string }) => Number(id) * 10,
        next: ({ id }: { id: string }) => ({ id: id === '1' ? '2' : 'broken' }),
      },
    }),
    fed2('c', `type Thing @key(fields: "id") { id: ID! more: Int! }`, {
      Thing: { __resolveReference: resolve, more: ({ id }: { id: string }) => Number(id) + 100 },
    }),
  ],
  cases: [
    {
      query: '{ things { id soft } }',
      data: {
        things: [
          { id: '1', soft: 1 },
          { id: 'gone', soft: null },
          { id: '2', soft: 2 },
          { id: 'broken', soft: null },
        ],
      },
      errors: true,
    },
    {
      query: '{ one(id: "gone") { id soft next { id } } }',
      data: { one: { id: 'gone', soft: null, next: null } },
    },
    {
      query: '{ things { hard } }',
      data: { things: [{ hard: 10 }, null, { hard: 20 }, null] },
      errors: true,
      oracleDiffers: 'it keeps an object without its non-null field',
    },
    {
      query: '{ strict { hard } }',
      data: { strict: null },
      errors: true,
      oracleDiffers: 'it keeps an object without its non-null field',
    },
    {
      query: '{ nested { hard more } }',
      data: { nested: [[{ hard: 10, more: 101 }], null, null] },
      errors: true,
      oracleDiffers: 'it keeps an object without its non-null field',
    },
    {
      query: '{ one(id: "1") { next { more next { more } } } }',
      data: { one: { next: { more: 102, next: null } } },
      errors: true,
      oracleDiffers: 'it keeps an object without its non-null field',
    },
  ],
};
