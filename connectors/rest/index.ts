import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
} from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { toCursor } from './cursor.ts';
import { assertConsistent } from './judge.ts';
import { lookUp } from './look-up.ts';
import { toSourceDataset } from './offer.ts';
import { readDataset } from './read.ts';
import { send, toUrl } from './request.ts';
import { planWalk, toPageDraft } from './walk.ts';

function find(config: RestConfig, name: string): RestDataset {
  const dataset = config.datasets.find((candidate) => candidate.name === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}

function createRest(): Connector<RestConfig> {
  return {
    async check(ctx: Ctx<RestConfig>) {
      const first = ctx.config.datasets[0]!;
      const draft = ctx.config.checkPath
        ? { url: toUrl(ctx.config, ctx.config.checkPath) }
        : toPageDraft(ctx.config, first, planWalk(ctx, first, toCursor(null), undefined), null);
      const response = await send(ctx, draft, first);
      return { ok: true, detail: `${draft.url.origin} answered ${response.status}` };
    },
    async discover(ctx: Ctx<RestConfig>) {
      return ctx.config.datasets.map(toSourceDataset);
    },
    read: (ctx, request) => readDataset(ctx, find(ctx.config, request.dataset.name), request),
    query: (ctx, query) => lookUp(ctx, find(ctx.config, query.dataset.name), query),
  };
}

export const rest = defineConnector<RestConfig>({
  manifest: manifest as Manifest,
  create: (ctx) => {
    assertConsistent(ctx.config);
    return createRest();
  },
});
