import {
  ConnectorError,
  type Ctx,
  type LiveQuery,
  type LiveResult,
  type Op,
  type SourceDataset,
  watermark,
} from '../../../src/sdk/index.ts';
import type { OgcConfig, OgcDataset } from '../config.ts';
import { openResponse } from '../json/open-response.ts';
import { type PropertyType, toRecordSchema } from '../record-schema.ts';
import { describe, get, toUrl } from '../request.ts';
import { samplePropertyNames } from '../sample.ts';
import type { Service, Wanted } from '../service.ts';
import { toLiteral } from './cql2.ts';
import { lookUp, PLAIN_PARAMETER_KEYS } from './look-up.ts';
import {
  type Conformance,
  collectionPath,
  type Queryables,
  readCollection,
  readConformance,
  readQueryables,
} from './metadata.ts';
import type { Askable } from './question.ts';

/** What was learned of one collection. */
interface Known {
  conformance: Conformance;
  queryables: Queryables;
  hasExtent: boolean;
}

export interface FeaturesService extends Service {
  query(ctx: Ctx<OgcConfig>, dataset: OgcDataset, query: LiveQuery): Promise<LiveResult>;
}

function toAskable(dataset: OgcDataset, { conformance, queryables, hasExtent }: Known): Askable {
  const { properties } = queryables;
  const marked = [...properties].find(([, property]) => property.isId)?.[0];
  const idProperty = dataset.live?.idProperty ?? marked ?? 'id';
  const propertyOf = (field: string) => (field === 'id' ? idProperty : field);
  const known = (field: string): PropertyType | undefined => properties.get(propertyOf(field));
  const listed = new Set(dataset.live?.parameters);
  const ops: Op[] = [
    ...(conformance.cql2
      ? (['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'isNull'] as const)
      : conformance.queryableParameters || listed.size > 0
        ? (['eq'] as const)
        : []),
    ...(conformance.cql2 && conformance.cql2Advanced ? (['like'] as const) : []),
    ...(queryables.hasGeometry || hasExtent ? (['bbox'] as const) : []),
  ];
  return {
    ops,
    cql2: conformance.cql2,
    hasLike: conformance.cql2Advanced,
    propertyOf: (field) => (known(field) ? propertyOf(field) : undefined),
    typeOf: known,
    isParameter: (field) => listed.has(field) || (conformance.queryableParameters && properties.has(field)),
  };
}

/** How many keys fit one call, by the best way there is for every key set. */
function maxKeysOf(dataset: OgcDataset, askable: Askable): number {
  const live = dataset.live!;
  const isBatch = live.keys.every(
    ([field]) =>
      (field === 'id' && live.idsParameter !== undefined) || (askable.cql2 && askable.typeOf(field!)),
  );
  return isBatch ? live.maxKeys : PLAIN_PARAMETER_KEYS;
}

/** OGC API Features: part 1 core, what part 2 says of reference systems, and CQL2 text of part 3 when it is declared. */
export function createFeaturesService(ctx: Ctx<OgcConfig>): FeaturesService {
  const learned = new Map<string, Promise<Known>>();
  const learn = (dataset: OgcDataset): Promise<Known> => {
    const found = learned.get(dataset.name);
    if (found) return found;
    const known = (async () => ({
      conformance: await readConformance(ctx),
      queryables: await readQueryables(ctx, dataset),
      hasExtent: (await readCollection(ctx, dataset)).hasExtent,
    }))();
    learned.set(dataset.name, known);
    // A failure is not remembered: the next call asks again.
    known.catch(() => learned.delete(dataset.name));
    return known;
  };

  const itemsUrl = (dataset: OgcDataset): URL => {
    const url = toUrl(ctx.config, collectionPath(dataset, '/items'));
    for (const [name, value] of Object.entries(dataset.parameters)) url.searchParams.set(name, value);
    if (dataset.askCrs !== undefined) url.searchParams.set('crs', dataset.askCrs);
    url.searchParams.set('limit', String(dataset.pageSize));
    return url;
  };

  /** Part 3 has no text for "changed since" but a comparison, and needs to be told the kind of time. */
  const changedFilter = async (dataset: OgcDataset, field: string, { from, to }: Wanted): Promise<string> => {
    const { conformance, queryables } = await learn(dataset);
    if (!conformance.cql2)
      throw new ConnectorError('unsupported', `${ctx.source}: the source declares no CQL2 text filter`);
    const type = queryables.properties.get(field) ?? { type: 'string', format: 'date-time' };
    const literal = (printed: string) => {
      const value = type.type === 'string' || !watermark.isNumeric(printed) ? printed : Number(printed);
      const instant = type.format === 'date-time' ? toUtc(String(value)) : value;
      const text = toLiteral(instant, type);
      if (text === undefined)
        throw new ConnectorError('drift', `${ctx.source}: "${printed}" is no ${type.format ?? type.type}`);
      return text;
    };
    return [
      ...(from === undefined ? [] : [`"${field}" >= ${literal(from)}`]),
      ...(to === undefined ? [] : [`"${field}" < ${literal(to)}`]),
    ].join(' AND ');
  };

  return {
    async check(dataset) {
      await readCollection(ctx, dataset);
      return `${describe(ctx, toUrl(ctx.config, ''))} has ${dataset.collection}`;
    },
    forget: () => learned.clear(),

    async describe(dataset): Promise<Pick<SourceDataset, 'schema' | 'live'>> {
      const known = await learn(dataset);
      const properties = new Map(known.queryables.properties);
      if (!dataset.schema) {
        const url = itemsUrl(dataset);
        url.searchParams.set('limit', String(Math.min(100, dataset.pageSize)));
        for (const name of await samplePropertyNames(
          await openResponse(ctx, dataset, url, await get(ctx, url)),
        ))
          if (!properties.has(name)) properties.set(name, {});
      }
      const schema = toRecordSchema(dataset, properties);
      if (!dataset.live) return { schema };
      const askable = toAskable(dataset, known);
      const { keys } = dataset.live;
      return {
        schema,
        live: { keys, maxKeys: maxKeysOf(dataset, askable), ops: [...askable.ops], limit: true },
      };
    },

    async firstUrl(dataset, wanted) {
      const url = itemsUrl(dataset);
      const { updatedSince } = dataset;
      if (!updatedSince || (wanted.from === undefined && wanted.to === undefined)) return url;
      const { field, via, parameter } = updatedSince;
      if (via === 'datetime') url.searchParams.set('datetime', `${wanted.from ?? '..'}/${wanted.to ?? '..'}`);
      else if (via === 'parameter') {
        if (wanted.from !== undefined) url.searchParams.set(parameter ?? field, wanted.from);
      } else {
        url.searchParams.set('filter', await changedFilter(dataset, field, wanted));
        url.searchParams.set('filter-lang', 'cql2-text');
      }
      return url;
    },

    open: (dataset, url, response) => openResponse(ctx, dataset, url, response),
    nextUrl: (_dataset, url, { next }) => (next === undefined ? null : new URL(next, url).href),

    async query(callCtx, dataset, query) {
      if (!dataset.live)
        throw new ConnectorError('unsupported', `dataset ${dataset.name} is not open for look-ups`);
      const askable = toAskable(dataset, await learn(dataset));
      const maxKeys = maxKeysOf(dataset, askable);
      return lookUp(callCtx, dataset, query, { askable, maxKeys, items: itemsUrl(dataset) });
    },
  };
}

/** CQL2 wants UTC; what is printed with another offset is moved, what is printed with Z is left as it is. */
function toUtc(printed: string): string {
  if (printed.endsWith('Z') || Number.isNaN(Date.parse(printed))) return printed;
  return new Date(printed).toISOString();
}
