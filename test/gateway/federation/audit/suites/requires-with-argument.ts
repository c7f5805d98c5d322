import { byKey, fed2, type Suite } from '../suite.ts';

const products = [{ upc: 'p1', name: 'Một', weight: 20, price: 10 }];
const posts = [{ id: 'x1', author: { id: 'a1' }, comments: ['c1', 'c2', 'c3'] }];
const prices: Record<string, number> = { VND: 250_000, USD: 10 };

export const requiresWithArgument: Suite = {
  name: 'requires-with-argument',
  subgraphs: [
    fed2(
      'a',
      `type Query { feed: [Post] products: [Product] }
       type Product @key(fields: "upc") { upc: String! name: String price(currency: String! withTax: Boolean = false): Int weight: Int }
       type Post @key(fields: "id") { id: ID! comments(limit: Int!): [Comment] }
       type Comment @key(fields: "id") { id: ID! }`,
      {
        Query: { feed: () => posts, products: () => products },
        Product: {
          __resolveReference: byKey(products, 'upc'),
          price: (_: unknown, { currency, withTax }: { currency: string; withTax: boolean }) =>
            prices[currency]! * (withTax ? 2 : 1),
        },
        Post: {
          __resolveReference: byKey(posts, 'id'),
          comments: ({ comments }: { comments: string[] }, { limit }: { limit: number }) =>
            comments.slice(0, limit).map((id) => ({ id })),
        },
        Comment: { __resolveReference: (reference: object) => reference },
      },
    ),
    fed2(
      'b',
      `type Product @key(fields: "upc") {
         upc: String! weight: Int @external price(currency: String! withTax: Boolean = false): Int @external
         shippingEstimate: Int @requires(fields: "price(currency: \\"USD\\") weight")
         isExpensiveCategory: Boolean @requires(fields: "price(currency: \\"VND\\" withTax: true)")
       }
       type Post @key(fields: "id") {
         id: ID! comments(limit: Int!): [Comment] @external
         author: Author @requires(fields: "comments(limit: 3) { id authorId }")
       }
       type Comment @key(fields: "id") { id: ID! authorId: ID @external somethingElse: String }
       type Author @key(fields: "id") { id: ID! name: String }`,
      {
        Product: {
          __resolveReference: (reference: object) => reference,
          shippingEstimate: ({ price, weight }: { price: number; weight: number }) => price * weight * 10,
          isExpensiveCategory: ({ price }: { price: number }) => price > 400_000,
        },
        Post: {
          __resolveReference: (reference: object) => reference,
          author: ({ comments }: { comments: { authorId: string }[] }) => ({
            id: comments.map(({ authorId }) => authorId).join('+'),
            name: `${comments.length} tác giả`,
          }),
        },
        Comment: { __resolveReference: (reference: object) => reference, somethingElse: () => 'khác' },
      },
    ),
    fed2('c', `type Comment @key(fields: "id") { id: ID! date: String authorId: ID }`, {
      Comment: {
        __resolveReference: (reference: object) => reference,
        date: ({ id }: { id: string }) => `ngày ${id}`,
        authorId: ({ id }: { id: string }) => `a-${id}`,
      },
    }),
  ],
  cases: [
    {
      query: '{ products { upc name shippingEstimate isExpensiveCategory } }',
      data: { products: [{ upc: 'p1', name: 'Một', shippingEstimate: 2000, isExpensiveCategory: true }] },
    },
    {
      query:
        '{ products { price(currency: "VND") usd: price(currency: "USD", withTax: true) isExpensiveCategory shippingEstimate } }',
      data: { products: [{ price: 250_000, usd: 20, isExpensiveCategory: true, shippingEstimate: 2000 }] },
    },
    {
      query: '{ feed { id author { name } } }',
      data: { feed: [{ id: 'x1', author: { name: '3 tác giả' } }] },
    },
    {
      query: '{ feed { author { id } comments(limit: 1) { id date somethingElse } } }',
      data: {
        feed: [
          {
            author: { id: 'a-c1+a-c2+a-c3' },
            comments: [{ id: 'c1', date: 'ngày c1', somethingElse: 'khác' }],
          },
        ],
      },
    },
    {
      query:
        'query($n: Int!) { feed { comments(limit: $n) { authorId } author { id } three: comments(limit: 3) { id } } }',
      variables: { n: 2 },
      data: {
        feed: [
          {
            comments: [{ authorId: 'a-c1' }, { authorId: 'a-c2' }],
            author: { id: 'a-c1+a-c2+a-c3' },
            three: [{ id: 'c1' }, { id: 'c2' }, { id: 'c3' }],
          },
        ],
      },
    },
  ],
};
