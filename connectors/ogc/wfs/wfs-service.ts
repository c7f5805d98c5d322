import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from '../config.ts';
import { type CrsName, parseCrsName } from '../crs/crs-name.ts';
import { requireCrs } from '../crs/projector.ts';
import { openGeoJson } from '../json/geojson-answer.ts';
import { type PropertyType, toRecordSchema } from '../record-schema.ts';
import { describe, get, peek } from '../request.ts';
import { samplePropertyNames } from '../sample.ts';
import type { Service, Wanted } from '../service.ts';
import { type Capabilities, readCapabilities } from './capabilities.ts';
import { readFeatureType } from './feature-type.ts';
import { openGml } from './gml-answer.ts';

interface Known {
  capabilities: Capabilities;
  types: ReadonlyMap<string, PropertyType>;
}

const escapeXml = (text: string) => text.replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** OGC 09-026r2 (FES 2.0): times of change in [from, to). */
function toFesFilter(field: string, { from, to }: Wanted): string {
  const compare = (operator: string, value: string) =>
    `<fes:${operator}><fes:ValueReference>${escapeXml(field)}</fes:ValueReference><fes:Literal>${escapeXml(value)}</fes:Literal></fes:${operator}>`;
  const parts = [
    ...(from === undefined ? [] : [compare('PropertyIsGreaterThanOrEqualTo', from)]),
    ...(to === undefined ? [] : [compare('PropertyIsLessThan', to)]),
  ];
  const inner = parts.length === 1 ? parts[0] : `<fes:And>${parts.join('')}</fes:And>`;
  return `<fes:Filter xmlns:fes="http://www.opengis.net/fes/2.0">${inner}</fes:Filter>`;
}

/** WFS 2.0: GeoJSON when the service offers it, else GML 3.2; pages by `startIndex` and `count`. */
export function createWfsService(ctx: Ctx<OgcConfig>): Service {
  let capabilities: Promise<Capabilities> | undefined;
  const types = new Map<string, Promise<Map<string, PropertyType>>>();

  const operationUrl = (request: string, parameters: Record<string, string>): URL => {
    const url = new URL(ctx.config.url);
    const all = { service: 'WFS', version: '2.0.0', request, ...parameters };
    for (const [name, value] of Object.entries(all)) url.searchParams.set(name, value);
    return url;
  };
  const document = async <T>(
    url: URL,
    read: (chunks: AsyncIterable<Uint8Array>, where: string) => Promise<T>,
  ) => read((await get(ctx, url, { accept: 'application/xml, text/xml' })).chunks(), describe(ctx, url));

  const learn = async (dataset: OgcDataset): Promise<Known> => {
    capabilities ??= document(operationUrl('GetCapabilities', {}), readCapabilities);
    const found = await capabilities.catch((error: unknown) => {
      capabilities = undefined;
      throw error;
    });
    if (!found.types.has(dataset.collection))
      throw new ConnectorError('config', `${ctx.source}: the service has no type "${dataset.collection}"`);
    const { collection } = dataset;
    let described = types.get(collection);
    if (!described) {
      const url = operationUrl('DescribeFeatureType', { typeNames: collection, typeName: collection });
      described = document(url, readFeatureType);
      types.set(collection, described);
    }
    const known = await described.catch((error: unknown) => {
      types.delete(collection);
      throw error;
    });
    return { capabilities: found, types: known };
  };

  const featuresUrl = async (dataset: OgcDataset): Promise<URL> => {
    const { geoJsonFormat, hasPaging } = (await learn(dataset)).capabilities;
    return operationUrl('GetFeature', {
      typeNames: dataset.collection,
      ...(geoJsonFormat === undefined ? {} : { outputFormat: geoJsonFormat }),
      ...(dataset.askCrs === undefined ? {} : { srsName: dataset.askCrs }),
      ...(hasPaging ? { startIndex: '0', count: String(dataset.pageSize) } : {}),
      ...dataset.parameters,
    });
  };

  const open: Service['open'] = async (dataset, url, response) => {
    const known = await learn(dataset);
    const where = describe(ctx, url);
    const { isXml, chunks } = await peek(response);
    const forced: CrsName | undefined =
      dataset.crs === undefined ? undefined : requireCrs(dataset.crs, where);
    const { maxFeatureBytes } = ctx.config;
    if (!isXml) return openGeoJson(chunks, response, { where, maxFeatureBytes, crs: forced });
    const named = dataset.askCrs ?? known.capabilities.types.get(dataset.collection);
    const fallback = named === undefined ? undefined : parseCrsName(named);
    return openGml(chunks, { where, maxFeatureBytes, types: known.types, forced, fallback });
  };

  return {
    async check(dataset) {
      await learn(dataset);
      return `${describe(ctx, new URL(ctx.config.url))} has ${dataset.collection}`;
    },
    forget() {
      capabilities = undefined;
      types.clear();
    },
    async describe(dataset) {
      const properties = new Map((await learn(dataset)).types);
      if (properties.size === 0 && !dataset.schema) {
        const url = await featuresUrl(dataset);
        for (const name of await samplePropertyNames(await open(dataset, url, await get(ctx, url))))
          properties.set(name, {});
      }
      return { schema: toRecordSchema(dataset, properties) };
    },
    async firstUrl(dataset, wanted) {
      const url = await featuresUrl(dataset);
      const { updatedSince } = dataset;
      if (!updatedSince || (wanted.from === undefined && wanted.to === undefined)) return url;
      if (updatedSince.via === 'filter')
        url.searchParams.set('filter', toFesFilter(updatedSince.field, wanted));
      else if (wanted.from !== undefined)
        url.searchParams.set(updatedSince.parameter ?? updatedSince.field, wanted.from);
      return url;
    },
    open,
    nextUrl(dataset, url, { next, matched }, count) {
      const at = url.searchParams.get('startIndex');
      // Counted here rather than followed: behind a proxy, the links of a WFS often name a host that is not reachable.
      if (at === null || count === 0) return null;
      const start = Number(at) + count;
      const hasMore =
        matched === undefined ? next !== undefined || count >= dataset.pageSize : start < matched;
      if (!hasMore) return null;
      const following = new URL(url);
      following.searchParams.set('startIndex', String(start));
      return following.href;
    },
  };
}
