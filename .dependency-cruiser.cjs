/**
 * The import rules: which stage may know which. `src/README.md` shows them as a table; test/architecture proves
 * that each one bites.
 */
const layers = {
  kernel: [],
  model: ['kernel'],
  sdk: ['kernel', 'model'],
  events: ['kernel'],
  store: ['kernel', 'model', 'events'],
  access: ['kernel'],
  graphql: ['kernel', 'model', 'store', 'events', 'access'],
  subgraphs: ['kernel', 'model', 'store', 'events', 'access', 'graphql'],
  ingest: ['kernel', 'model', 'sdk', 'store', 'events'],
  gateway: ['kernel', 'events', 'access', 'graphql'],
  demo: ['kernel', 'model', 'sdk'],
  hub: ['kernel', 'model', 'sdk', 'store', 'events', 'access', 'graphql', 'ingest', 'gateway', 'demo'],
  console: [],
};

/** The lists are for the places that wire; everything else is handed what it needs. */
const lists = '^(connectors/index|src/subgraphs/index|migrations/index)[.]ts$';

const layerRules = Object.entries(layers).map(([layer, known]) => ({
  name: `layer-${layer}`,
  severity: 'error',
  comment:
    known.length === 0 ? `${layer} imports nothing of ours` : `${layer} may import ${known.join(', ')}`,
  from: { path: `^src/${layer}/` },
  to: { path: '^(src|connectors|migrations|test)/', pathNot: `^src/(${[layer, ...known].join('|')})/` },
}));

module.exports = {
  forbidden: [
    ...layerRules,
    {
      name: 'connector-knows-sdk-only',
      severity: 'error',
      comment: 'a connector is a protocol driver: it knows the SDK and itself',
      from: { path: '^connectors/([^/]+)/' },
      to: { path: '^(src|connectors|migrations)/', pathNot: ['^src/sdk/', '^connectors/$1/'] },
    },
    {
      name: 'subgraph-knows-itself-only',
      severity: 'error',
      comment: 'subgraphs meet in the graph, by key, not in code',
      from: { path: '^src/subgraphs/([^/]+)/' },
      to: { path: '^src/subgraphs/', pathNot: '^src/subgraphs/$1/' },
    },
    {
      name: 'lists-are-for-wiring',
      severity: 'error',
      comment: 'only main, cli, scripts, bench and test import the lists',
      from: { path: '^(src|connectors)/', pathNot: '^src/(main|cli)([.]ts$|/)' },
      to: { path: lists },
    },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(node_modules|dist|fixtures)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { extensions: ['.ts', '.tsx', '.js', '.mjs', '.cjs', '.json'] },
  },
};
