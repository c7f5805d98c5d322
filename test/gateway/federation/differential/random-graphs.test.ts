import { describe, expect, it } from 'vitest';
import { runDifferential } from '../../support/differential.ts';

/**
 * Random federated graphs (keys of every kind, `@requires`, `@provides`, `@shareable`, `@override`, `@interfaceObject`,
 * unions, interfaces, inputs), asked random queries: over subgraphs in this process, compiled and interpreted, the gateway answers as one plain schema does. `bench/gateway/differential.ts` does the same for longer.
 */
describe('over random graphs, the gateway answers as one schema would', () => {
  it.each([1, 101])('in random queries (from seed %i)', async (firstSeed) => {
    const tally = await runDifferential({ firstSeed, queries: 45, perGraph: 15, otherEngine: false });
    expect(tally.different).toEqual([]);
    expect(tally.queries).toBeGreaterThanOrEqual(45);
    expect(tally.refused).toEqual([]);
  });

  it.each([1, 301])('also with split value types and mutations (from seed %i)', async (firstSeed) => {
    const tally = await runDifferential({
      firstSeed,
      queries: 40,
      perGraph: 20,
      otherEngine: false,
      extended: true,
    });
    expect(tally.different).toEqual([]);
    expect(tally.refused).toEqual([]);
    expect(tally.queries).toBeGreaterThanOrEqual(40);
  });

  it.each([
    ['fields required under different conditions', 2032, 1],
    ['the same behind an interface', 3007, 6],
    ['an object fetched without its key, for a skipped part', 12006, 43],
  ])('with %s (graph %i)', async (_, firstSeed, perGraph) => {
    const tally = await runDifferential({ firstSeed, queries: perGraph, perGraph, otherEngine: false });
    expect(tally.different).toEqual([]);
  });
});
