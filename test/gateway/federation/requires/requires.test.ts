import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';

describe('@requires', () => {
  const graph = createTestGraph([
    toSubgraph(
      'catalogue',
      `type Query { item: Item items: [Item!]! }
       type Item @key(fields: "id") { id: ID! price(currency: String = "VND"): Int sizes: [Size!] note: String }
       type Size { cm: Int! }`,
      {
        Query: {
          item: () => ({ id: '1', sizes: [{ cm: 2 }, { cm: 3 }], note: null }),
          items: () => ['1', '2'].map((id) => ({ id, sizes: id === '1' ? [{ cm: 5 }] : null, note: id })),
        },
        Item: {
          __resolveReference: ({ id }: { id: string }) => ({ id, sizes: [{ cm: 5 }], note: id }),
          price: (_: unknown, { currency }: { currency: string }) => (currency === 'VND' ? 26_000 : 1),
        },
      },
    ),
    toSubgraph(
      'shipping',
      `type Item @key(fields: "id") {
         id: ID!
         price(currency: String = "VND"): Int @external
         sizes: [Size!] @external
         note: String @external
         inVnd: Int @requires(fields: "price(currency: \\"VND\\")")
         inUsd: Int @requires(fields: "price(currency: \\"USD\\")")
         volume: Int @requires(fields: "sizes { cm } note")
       }
       type Size { cm: Int! @external }`,
      {
        Item: {
          __resolveReference: (reference: object) => reference,
          inVnd: ({ price }: { price: number }) => price,
          inUsd: ({ price }: { price: number }) => price,
          volume: ({ sizes, note }: { sizes: { cm: number }[] | null; note: string | null }) =>
            sizes ? sizes.reduce((total, { cm }) => total * cm, 1) + (note === null ? 0 : 100) : null,
        },
      },
    ),
  ]);

  it('hands required fields over, also nested ones, lists and nulls', async () => {
    const { result } = await graph.ask('{ item { volume } items { volume } }');
    expect(result.data).toEqual({ item: { volume: 6 }, items: [{ volume: 105 }, { volume: null }] });
  });

  it('keeps the same field with different arguments apart', async () => {
    const { result } = await graph.ask('{ item { inVnd inUsd price(currency: "USD") } }');
    expect(result.data).toEqual({ item: { inVnd: 26_000, inUsd: 1, price: 1 } });
  });

  it("is not misled by the client's aliases", async () => {
    const { result } = await graph.ask('{ item { price: inUsd id: note sizes: inVnd note: id } }');
    expect(result.data).toEqual({ item: { price: 1, id: null, sizes: 26_000, note: '1' } });
  });
});
