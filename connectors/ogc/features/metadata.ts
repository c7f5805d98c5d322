import { ConnectorError, type Ctx } from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from '../config.ts';
import type { PropertyType } from '../record-schema.ts';
import { describe, getJson, toUrl } from '../request.ts';

/** What the service says it can do, by the ends of its conformance classes' URIs. */
export interface Conformance {
  /** Part 3 filter and CQL2 text with comparisons. */
  cql2: boolean;
  /** CQL2 `LIKE`, `IN`, `BETWEEN`. */
  cql2Advanced: boolean;
  /** Queryables are query parameters of the collection. */
  queryableParameters: boolean;
}

export interface Queryables {
  properties: ReadonlyMap<string, PropertyType>;
  /** Has a geometry that `bbox` can be asked of. */
  hasGeometry: boolean;
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  value !== null && typeof value === 'object' && !Array.isArray(value);

/** Versions of a class differ in the middle of its URI; what it promises here does not. */
export async function readConformance(ctx: Ctx<OgcConfig>): Promise<Conformance> {
  const url = toUrl(ctx.config, 'conformance');
  const document = await getJson(ctx, url);
  const classes = isObject(document) && Array.isArray(document.conformsTo) ? document.conformsTo : undefined;
  if (!classes) throw new ConnectorError('drift', `${describe(ctx, url)}: no conformance classes`);
  const has = (form: RegExp) => classes.some((uri) => form.test(String(uri)));
  return {
    cql2:
      has(/\/ogcapi-features-3\/[^/]+\/(?:conf|req)\/filter$/) &&
      has(/\/ogcapi-features-3\/[^/]+\/(?:conf|req)\/features-filter$/) &&
      has(/\/cql2\/[^/]+\/(?:conf|req)\/cql2-text$/) &&
      has(/\/cql2\/[^/]+\/(?:conf|req)\/basic-cql2$/),
    cql2Advanced: has(/\/cql2\/[^/]+\/(?:conf|req)\/advanced-comparison-operators$/),
    queryableParameters: has(/\/ogcapi-features-3\/[^/]+\/(?:conf|req)\/queryables-query-parameters$/),
  };
}

function toProperty(described: unknown): PropertyType {
  if (!isObject(described)) return {};
  const { type, format, title } = described;
  const role = described['x-ogc-role'];
  const isGeometry =
    role === 'primary-geometry' ||
    (typeof format === 'string' && format.startsWith('geometry')) ||
    (typeof described.$ref === 'string' && /geojson\.org/.test(described.$ref));
  return {
    ...(typeof type === 'string' ? { type } : {}),
    ...(typeof format === 'string' ? { format } : {}),
    ...(typeof title === 'string' ? { title } : {}),
    ...(role === 'id' ? { isId: true } : {}),
    ...(isGeometry ? { isGeometry } : {}),
  };
}

export function collectionPath(dataset: OgcDataset, rest: string): string {
  return `collections/${encodeURIComponent(dataset.collection)}${rest}`;
}

/** Properties that the source lets one ask by; none when it has no such document. */
export async function readQueryables(ctx: Ctx<OgcConfig>, dataset: OgcDataset): Promise<Queryables> {
  const document = await getJson(ctx, toUrl(ctx.config, collectionPath(dataset, '/queryables'))).catch(
    (error: unknown) => {
      // Part 3 is optional; a service without it answers 404.
      if (error instanceof ConnectorError && error.kind === 'config') return {};
      throw error;
    },
  );
  const found = isObject(document) && isObject(document.properties) ? document.properties : {};
  const properties = new Map(Object.entries(found).map(([name, value]) => [name, toProperty(value)]));
  return { properties, hasGeometry: [...properties.values()].some((property) => property.isGeometry) };
}

/** The collection's own description; throws `config` when there is none of that id. */
export async function readCollection(
  ctx: Ctx<OgcConfig>,
  dataset: OgcDataset,
): Promise<{ hasExtent: boolean }> {
  const document = await getJson(ctx, toUrl(ctx.config, collectionPath(dataset, '')));
  if (!isObject(document) || typeof document.id !== 'string')
    throw new ConnectorError(
      'drift',
      `${ctx.source}: collection ${dataset.collection} does not describe itself`,
    );
  return { hasExtent: isObject(document.extent) && isObject(document.extent.spatial) };
}
