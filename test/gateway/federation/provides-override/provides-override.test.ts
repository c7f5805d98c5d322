import { describe, expect, it } from 'vitest';
import { createTestGraph, toSubgraph } from '../../support/graph.ts';

describe('@provides, @override and @shareable', () => {
  const product = { upc: 'u1' };
  const graph = createTestGraph([
    toSubgraph(
      'products',
      `type Query { products: [Product!]! both: Both @shareable }
       type Product @key(fields: "upc") { upc: ID! name: String @shareable stock: Int }
       type Both @shareable { left: Int middle: Int }`,
      {
        Query: { products: () => [product], both: () => ({ left: 1, middle: 2 }) },
        Product: { __resolveReference: () => product, name: () => 'from products', stock: () => 1 },
      },
    ),
    toSubgraph(
      'reviews',
      `type Query { top: Review @provides(fields: "product { name }") any: Review both: Both @shareable }
       type Review { product: Product }
       type Product @key(fields: "upc") { upc: ID! name: String @external stock: Int @override(from: "products") }
       type Both @shareable { middle: Int right: Int }`,
      {
        Query: {
          top: () => ({ product: { ...product, name: 'provided' } }),
          any: () => ({ product }),
          both: () => ({ middle: 2, right: 3 }),
        },
        Product: { __resolveReference: () => product, stock: () => 2 },
      },
    ),
  ]);

  it('takes a provided field without another call', async () => {
    const provided = await graph.ask('{ top { product { name } } }');
    expect(provided).toEqual({
      result: { data: { top: { product: { name: 'provided' } } } },
      calls: ['reviews'],
    });
    const asked = await graph.ask('{ any { product { name } } }');
    expect(asked.result.data).toEqual({ any: { product: { name: 'from products' } } });
    expect(asked.calls).toEqual(['reviews', 'products']);
  });

  it('takes an overridden field from its new home', async () => {
    const { result } = await graph.ask('{ products { stock } }');
    expect(result.data).toEqual({ products: [{ stock: 2 }] });
  });

  it('merges a shared value type from two subgraphs', async () => {
    const { result } = await graph.ask('{ both { right left middle } }');
    expect(JSON.stringify(result.data)).toBe('{"both":{"right":3,"left":1,"middle":2}}');
  });
});
