import { getIntrospectionQuery } from 'graphql';
import { describe, expect, it } from 'vitest';
import { parseWithinLimits } from '../../src/gateway/limits/index.ts';

const nest = (depth: number): string => (depth === 0 ? 'x' : `a { ${nest(depth - 1)} }`);
/** 2^n fields in a few lines. */
const bomb = (levels: number): string =>
  `{ ...F0 } ${Array.from({ length: levels }, (_, at) => `fragment F${at} on Query { ...F${at + 1} ...F${at + 1} }`).join(' ')} fragment F${levels} on Query { x }`;

describe('limits', () => {
  it.each([
    ['HUB_GATEWAY_TOKENS_EXCEEDED', `{ ${'x '.repeat(4_000)} }`, 4_002, 4_000],
    ['HUB_GATEWAY_DEPTH_EXCEEDED', `{ ${nest(15)} }`, 16, 15],
    [
      'HUB_GATEWAY_ALIASES_EXCEEDED',
      `{ ${Array.from({ length: 51 }, (_, at) => `a${at}: x`).join(' ')} }`,
      51,
      50,
    ],
    ['HUB_GATEWAY_ROOT_FIELDS_EXCEEDED', `{ ${'x '.repeat(21)} }`, 21, 20],
    [
      'HUB_GATEWAY_DIRECTIVES_EXCEEDED',
      `{ ${'x @skip(if: false) '.repeat(17)} y ${'@a '.repeat(34)} }`,
      51,
      50,
    ],
    ['HUB_GATEWAY_FIELDS_EXCEEDED', `{ a { ${'x '.repeat(2_000)} } }`, 2_001, 2_000],
    ['HUB_GATEWAY_ROOT_FIELDS_EXCEEDED', bomb(40), 2 ** 40, 20],
  ])('%s tells what was measured and what is allowed', (code, query, measured, limit) => {
    expect(() => parseWithinLimits(query)).toThrow(
      expect.objectContaining({ code, details: { measured, limit }, status: 400 }),
    );
  });

  it('counts through fragments, and survives cycles', () => {
    const deep = `{ ...A } fragment A on Q { ${nest(14)} ...B } fragment B on Q { ${nest(15)} }`;
    expect(() => parseWithinLimits(deep)).toThrow(
      expect.objectContaining({ code: 'HUB_GATEWAY_DEPTH_EXCEEDED' }),
    );
    expect(() => parseWithinLimits('{ ...A } fragment A on Q { x ...A }')).not.toThrow();
  });

  it('lets tools introspect', () => {
    expect(() => parseWithinLimits(getIntrospectionQuery({ inputValueDeprecation: true }))).not.toThrow();
  });

  it('can be set', () => {
    expect(() => parseWithinLimits('{ a { b } }', { depth: 1 })).toThrow(/độ sâu là 2, tối đa 1/);
    expect(() => parseWithinLimits('{ a { b } }', { depth: 2 })).not.toThrow();
  });
});
