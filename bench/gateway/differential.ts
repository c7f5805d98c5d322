import { parseArgs } from 'node:util';
import { runDifferential } from '../../test/gateway/support/differential.ts';

/**
 * Random queries over random federated graphs, against one plain schema: `--queries 20000 --seed 1 --per-graph 50`,
 * `--extended` for value types over several subgraphs and mutations, `--other-engine` to ask router-runtime too. Prints one line of JSON; exit code 1 if any answer differs.
 */
const { values } = parseArgs({
  options: {
    queries: { type: 'string', default: '20000' },
    seed: { type: 'string', default: '1' },
    'per-graph': { type: 'string', default: '50' },
    extended: { type: 'boolean', default: false },
    'other-engine': { type: 'boolean', default: false },
  },
});
const started = performance.now();
const tally = await runDifferential({
  firstSeed: Number(values.seed),
  queries: Number(values.queries),
  perGraph: Number(values['per-graph']),
  otherEngine: values['other-engine'],
  extended: values.extended,
});
for (const line of [...tally.different, ...tally.refused]) console.error(line);
console.log(
  JSON.stringify({
    ...tally,
    different: tally.different.length,
    refused: tally.refused.length,
    seconds: Math.round((performance.now() - started) / 1_000),
  }),
);
process.exitCode = tally.different.length > 0 ? 1 : 0;
