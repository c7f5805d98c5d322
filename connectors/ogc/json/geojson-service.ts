import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from '../config.ts';
import { toRecordSchema } from '../record-schema.ts';
import { describe, get, toUrl } from '../request.ts';
import { samplePropertyNames } from '../sample.ts';
import type { Service } from '../service.ts';
import { openResponse } from './open-response.ts';

/** GeoJSON documents at a URL, whole or linked page by page (`links`, rel=next). */
export function createGeoJsonService(ctx: Ctx<OgcConfig>): Service {
  const documentUrl = (dataset: OgcDataset): URL => {
    const url = toUrl(ctx.config, dataset.collection);
    for (const [name, value] of Object.entries(dataset.parameters)) url.searchParams.set(name, value);
    return url;
  };
  const sample = async (dataset: OgcDataset): Promise<string[]> => {
    const url = documentUrl(dataset);
    return samplePropertyNames(await openResponse(ctx, dataset, url, await get(ctx, url)));
  };

  return {
    async check(dataset) {
      await sample(dataset);
      return `${describe(ctx, documentUrl(dataset))} is a FeatureCollection`;
    },
    forget() {},
    async describe(dataset) {
      const names = dataset.schema ? [] : await sample(dataset);
      return { schema: toRecordSchema(dataset, new Map(names.map((name) => [name, {}]))) };
    },
    async firstUrl(dataset, { from }) {
      const url = documentUrl(dataset);
      const { updatedSince } = dataset;
      if (!updatedSince || from === undefined) return url;
      if (updatedSince.via !== 'parameter')
        throw new ConnectorError(
          'unsupported',
          `dataset ${dataset.name}: a document takes no ${updatedSince.via}`,
        );
      url.searchParams.set(updatedSince.parameter ?? updatedSince.field, from);
      return url;
    },
    open: (dataset, url, response) => openResponse(ctx, dataset, url, response),
    nextUrl: (_dataset, url, { next }) => (next === undefined ? null : new URL(next, url).href),
  };
}
