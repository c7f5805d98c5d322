import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { readDataset } from './read.ts';
import { get, toDatasetUrl, toUrl } from './request.ts';

function toSourceDataset(dataset: RestDataset): SourceDataset {
  const { updatedSince } = dataset;
  return {
    name: dataset.name,
    schema: dataset.schema ?? {
      type: 'object',
      properties: Object.fromEntries(
        [...dataset.key, ...(updatedSince ? [updatedSince.field] : [])].map((f) => [f, {}]),
      ),
      required: dataset.key,
    },
    key: dataset.key,
    ...(updatedSince
      ? {
          cursor: {
            fields: [updatedSince.field],
            ...(updatedSince.lookback === undefined ? {} : { lookback: updatedSince.lookback }),
          },
        }
      : {}),
    deletes: dataset.complete ? 'snapshot' : dataset.deleted ? 'events' : 'none',
  };
}

function find(config: RestConfig, name: string): RestDataset {
  const dataset = config.datasets.find((candidate) => candidate.name === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}

function createRest(): Connector<RestConfig> {
  return {
    async check(ctx: Ctx<RestConfig>) {
      const first = ctx.config.datasets[0]!;
      const url = ctx.config.checkPath
        ? toUrl(ctx.config, ctx.config.checkPath)
        : toDatasetUrl(ctx.config, first, null, null);
      const response = await get(ctx, url, first.headers ?? {});
      return { ok: true, detail: `${url.origin} answered ${response.status}` };
    },
    async discover(ctx: Ctx<RestConfig>) {
      return ctx.config.datasets.map(toSourceDataset);
    },
    read: (ctx, request) => readDataset(ctx, find(ctx.config, request.dataset.name), request),
  };
}

export const rest = defineConnector<RestConfig>({ manifest: manifest as Manifest, create: createRest });
