import {
  type Connector,
  ConnectorError,
  type Ctx,
  defineConnector,
  type Manifest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from './config.ts';
import manifest from './connector.json' with { type: 'json' };
import { requireCrs } from './crs/projector.ts';
import { createFeaturesService } from './features/features-service.ts';
import { createGeoJsonService } from './json/geojson-service.ts';
import { readDataset } from './read.ts';
import type { Service } from './service.ts';
import { createWfsService } from './wfs/wfs-service.ts';

function find(config: OgcConfig, name: string): OgcDataset {
  const dataset = config.datasets.find((candidate) => candidate.name === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}

/** What the schema of the configuration cannot say. */
function judge({ source, config }: Ctx<OgcConfig>): void {
  for (const { name, crs, live, updatedSince } of config.datasets) {
    const refuse = (reason: string) => new ConnectorError('config', `${source}: dataset ${name}: ${reason}`);
    if (crs !== undefined) requireCrs(crs, `${source}: dataset ${name}`);
    if (live && config.protocol !== 'features') throw refuse(`look-ups need protocol "features"`);
    const ways = {
      features: ['datetime', 'filter', 'parameter'],
      wfs: ['filter', 'parameter'],
      geojson: ['parameter'],
    };
    if (updatedSince && !ways[config.protocol].includes(updatedSince.via))
      throw refuse(`updatedSince via "${updatedSince.via}" does not exist for protocol "${config.protocol}"`);
  }
}

function toSourceDataset(
  dataset: OgcDataset,
  described: Pick<SourceDataset, 'schema' | 'live'>,
): SourceDataset {
  const { name, key, updatedSince } = dataset;
  return {
    name,
    key,
    ...described,
    // Properties that no queryable names are known from the first features alone.
    ...(dataset.schema ? {} : { sampled: true }),
    ...(updatedSince
      ? {
          cursor: {
            fields: [updatedSince.field],
            ...(updatedSince.lookback === undefined ? {} : { lookback: updatedSince.lookback }),
          },
        }
      : {}),
    deletes: dataset.complete && !updatedSince ? 'snapshot' : 'none',
  };
}

function createOgc(ctx: Ctx<OgcConfig>): Connector<OgcConfig> {
  judge(ctx);
  const { protocol } = ctx.config;
  const features = protocol === 'features' ? createFeaturesService(ctx) : undefined;
  const service: Service =
    features ?? (protocol === 'wfs' ? createWfsService(ctx) : createGeoJsonService(ctx));

  return {
    async check() {
      return { ok: true, detail: await service.check(ctx.config.datasets[0]!) };
    },
    async discover() {
      service.forget();
      const found: SourceDataset[] = [];
      for (const dataset of ctx.config.datasets)
        found.push(toSourceDataset(dataset, await service.describe(dataset)));
      return found;
    },
    read: (callCtx, request) =>
      readDataset(callCtx, service, find(callCtx.config, request.dataset.name), request),
    async query(callCtx, query) {
      const dataset = find(callCtx.config, query.dataset.name);
      if (!features)
        throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
      return features.query(callCtx, dataset, query);
    },
  };
}

export const ogc = defineConnector<OgcConfig>({ manifest: manifest as Manifest, create: createOgc });
