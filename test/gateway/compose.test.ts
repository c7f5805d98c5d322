import { describe, expect, it } from 'vitest';
import { composeSupergraph } from '../../src/gateway/compose.ts';
import { Problem } from '../../src/kernel/problem.ts';

const link = (names: string) =>
  `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${names}])\n`;
const failure = (run: () => unknown): Problem => {
  try {
    run();
  } catch (error) {
    if (error instanceof Problem) return error;
    throw error;
  }
  throw new Error('nothing was thrown');
};

describe('composition', () => {
  it('keeps descriptions in the API and hides what is inaccessible', () => {
    const { apiSdl, supergraphSdl } = composeSupergraph([
      {
        name: 'a',
        sdl: `${link('"@inaccessible"')} type Query { "Xin chào. Hello." hello: String secret: Int @inaccessible }`,
      },
    ]);
    expect(apiSdl).toContain('Xin chào. Hello.');
    expect(apiSdl).not.toContain('secret');
    expect(supergraphSdl).toContain('secret');
  });

  it('names every error', () => {
    const problem = failure(() =>
      composeSupergraph([
        { name: 'a', sdl: `${link('"@key"')} type Query { x: Int } type T @key(fields: "nope") { id: ID! }` },
        { name: 'b', sdl: `${link('"@key"')} type Query { x: Int }` },
      ]),
    );
    expect(problem.code).toBe('HUB_GATEWAY_COMPOSITION_FAILED');
    expect(problem.message).toContain('nope');
  });

  it('names the subgraph whose SDL does not parse', () => {
    const problem = failure(() => composeSupergraph([{ name: 'roads', sdl: 'type Query {' }]));
    expect(problem.message).toContain('[roads]');
  });

  it('refuses contexts, which the planner would drop silently', () => {
    const sdl = `${link('"@context" "@fromContext" "@key"')}
      type Query { a: A } type A @key(fields: "id") @context(name: "c") { id: ID! f: Int child: B }
      type B @key(fields: "id") { id: ID! g(x: Int @fromContext(field: "$c { f }")): Int }`;
    const problem = failure(() => composeSupergraph([{ name: 'a', sdl }]));
    expect(problem).toMatchObject({ code: 'HUB_GATEWAY_DIRECTIVE_UNSUPPORTED' });
    expect(problem.message).toContain('@context');
  });
});
