import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
} from '../../src/sdk/index.ts';
import type { GraphqlConfig, GraphqlDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { introspect } from './introspect.ts';
import { assertConsistent } from './judge.ts';
import { lookUp } from './look-up.ts';
import { toSourceDataset } from './offer.ts';
import { readDataset } from './read.ts';
import { send } from './send.ts';

function find(config: GraphqlConfig, name: string): GraphqlDataset {
  const dataset = config.datasets.find((candidate) => candidate.name === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}

function createGraphql(): Connector<GraphqlConfig> {
  return {
    async check(ctx: Ctx<GraphqlConfig>) {
      // The one field that every query type has.
      const { errors } = await send(ctx, { query: '{ __typename }' });
      const [error] = errors;
      if (error) throw new ConnectorError('drift', `${ctx.source}: ${error.message}`);
      return { ok: true, detail: `${new URL(ctx.config.url).origin} answers GraphQL` };
    },
    async discover(ctx: Ctx<GraphqlConfig>) {
      const schema = await introspect(ctx);
      return ctx.config.datasets.map((dataset) => toSourceDataset(dataset, schema));
    },
    read: (ctx, request) => readDataset(ctx, find(ctx.config, request.dataset.name), request),
    query: (ctx, query) => lookUp(ctx, find(ctx.config, query.dataset.name), query),
  };
}

export const graphql = defineConnector<GraphqlConfig>({
  manifest: manifest as Manifest,
  create: (ctx) => {
    assertConsistent(ctx.config);
    return createGraphql();
  },
});
