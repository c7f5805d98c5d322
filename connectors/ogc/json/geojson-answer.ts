import { ConnectorError, type HttpResponse, type Json } from '../../../src/sdk/index.ts';
import { CRS84, type CrsName } from '../crs/crs-name.ts';
import { requireCrs } from '../crs/projector.ts';
import type { Answer, AnswerEnd, SourceFeature } from '../feature.ts';
import { splitMembers } from './split-members.ts';

export interface GeoJsonOptions {
  where: string;
  maxFeatureBytes: number;
  /** Takes precedence over everything the answer says. */
  crs: CrsName | undefined;
}

/** Links, counts and titles around the features; far more than any server sends. */
const MEMBER_BYTES = 1 << 20;

function isObject(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

function bad(bytes: Buffer, code: string, reason: string): SourceFeature {
  const raw = bytes.subarray(0, 4_096).toString('utf8');
  const fault = { code, reason };
  return { size: bytes.length, fingerprint: bytes, properties: {}, geometry: null, fault, raw };
}

function toFeature(bytes: Buffer): SourceFeature {
  let value: unknown;
  try {
    value = JSON.parse(bytes.toString('utf8'));
  } catch (error) {
    return bad(bytes, 'json-malformed', `the feature is not JSON: ${(error as Error).message}`);
  }
  if (!isObject(value) || value.type !== 'Feature')
    return bad(bytes, 'not-a-feature', 'the element is not a GeoJSON feature');
  const { id, properties, geometry } = value;
  if (properties !== null && properties !== undefined && !isObject(properties))
    return bad(bytes, 'not-a-feature', 'the properties are not an object');
  return {
    size: bytes.length,
    fingerprint: bytes,
    ...(id === undefined ? {} : { id }),
    properties: properties ?? {},
    geometry: geometry ?? null,
    raw: value as Json,
  };
}

/** Name in a `crs` member (GeoJSON 2008 §3). Its coordinates are east first whatever the authority says. */
function memberCrs(value: unknown, where: string): CrsName | undefined {
  if (value === null) return undefined;
  const name = isObject(value) && isObject(value.properties) ? value.properties.name : undefined;
  if (typeof name !== 'string')
    throw new ConnectorError('drift', `${where}: the crs member names no reference system`);
  return { ...requireCrs(name, where), axes: 'xy' };
}

const toCount = (value: unknown) =>
  typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : undefined;

/** Target of the first link with this relation. */
export function linkTo(links: unknown, rel: string): string | undefined {
  const found = (Array.isArray(links) ? links : []).find(
    (link): link is { href: string } => isObject(link) && link.rel === rel && typeof link.href === 'string',
  );
  return found?.href;
}

/** A FeatureCollection, feature by feature while it arrives. */
export function openGeoJson(
  chunks: AsyncIterable<Uint8Array>,
  response: HttpResponse,
  { where, maxFeatureBytes, crs }: GeoJsonOptions,
): Answer {
  // OGC API Features part 2, requirement 11: here the axes are the authority's.
  const header = response.headers['content-crs'];
  let found = crs ?? (header === undefined ? undefined : requireCrs(header, where));
  return {
    crs: () => found ?? CRS84,
    async *features(): AsyncGenerator<SourceFeature, AnswerEnd, undefined> {
      const members: Record<string, unknown> = Object.create(null);
      let count = 0;
      const pieces = splitMembers(chunks, {
        array: 'features',
        maxItemBytes: maxFeatureBytes,
        maxMemberBytes: MEMBER_BYTES,
        where,
      });
      for await (const piece of pieces) {
        if (piece.kind === 'member') {
          const value = parseMember(piece.bytes, piece.name, where);
          members[piece.name] = value;
          if (piece.name !== 'crs' || crs) continue;
          const named = memberCrs(value, where);
          if (named && count > 0 && named.code !== (found ?? CRS84).code)
            throw new ConnectorError('drift', `${where}: the crs is said after the features; set "crs"`);
          found = named ?? found;
          continue;
        }
        count += 1;
        if (piece.kind === 'item') yield toFeature(piece.bytes);
        else
          yield {
            ...bad(Buffer.alloc(0), 'feature-too-large', `${piece.size} bytes, at most ${maxFeatureBytes}`),
            fingerprint: `large ${piece.size}`,
            raw: null,
          };
      }
      if (members.type !== 'FeatureCollection' || 'features' in members)
        throw new ConnectorError('drift', `${where}: the answer is no GeoJSON FeatureCollection`);
      const next = linkTo(members.links, 'next');
      const matched = toCount(members.numberMatched ?? members.totalFeatures);
      const returned = toCount(members.numberReturned);
      return {
        ...(next === undefined ? {} : { next }),
        ...(matched === undefined ? {} : { matched }),
        ...(returned === undefined ? {} : { returned }),
      };
    },
  };
}

function parseMember(bytes: Buffer, name: string, where: string): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    throw new ConnectorError('drift', `${where}: the member "${name}" is not JSON`);
  }
}
