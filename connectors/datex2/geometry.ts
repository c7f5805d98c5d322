import type { Json, XmlElement } from '../../src/sdk/index.ts';
import { childOf } from '../../src/sdk/index.ts';
import type { Reader } from './reader.ts';

/** Longitude and latitude in WGS 84 degrees, in this order (RFC 7946). */
export type Coordinates = [longitude: number, latitude: number];
export type Geometry = { [key: string]: Json };

/** Reference systems whose coordinates are latitude, longitude in degrees; ETRS89 is WGS 84 to within a metre. */
const DEGREES = /^$|WGS ?_?84|ETRS ?_?89|(4326|4258)$/i;

function isOnEarth(latitude: number, longitude: number): boolean {
  return Math.abs(latitude) <= 90 && Math.abs(longitude) <= 180;
}

/** `latitude` and `longitude` of an element. Null = not there, or no place on earth (then listed as dropped). */
export function toPoint(reader: Reader, element: XmlElement): Coordinates | null {
  const latitude = reader.number(element, 'latitude');
  const longitude = reader.number(element, 'longitude');
  if (latitude === null || longitude === null) return null;
  if (isOnEarth(latitude, longitude)) return [longitude, latitude];
  reader.refuse(element, `${latitude}, ${longitude} is no place on earth`);
  return null;
}

/** `gmlLineString/posList`: latitude before longitude, as DATEX II prescribes for its default reference system. */
export function toLine(reader: Reader, element: XmlElement): Coordinates[] | null {
  const list = childOf(element, 'posList');
  if (!list) return null;
  const system = reader.text(element, '@srsName') ?? reader.text(list, '@srsName') ?? '';
  const dimension = reader.number(element, '@srsDimension') ?? reader.number(list, '@srsDimension') ?? 2;
  const refuse = (reason: string) => {
    reader.refuse(list, reason);
    return null;
  };
  const numbers = (reader.text(list, '') ?? '').split(/\s+/).map(Number);
  if (!DEGREES.test(system)) return refuse(`reference system ${JSON.stringify(system)} is not read`);
  if ((dimension !== 2 && dimension !== 3) || numbers.length % dimension !== 0)
    return refuse(`${numbers.length} numbers are not points of ${dimension}`);
  const line: Coordinates[] = [];
  for (let at = 0; at < numbers.length; at += dimension) {
    const [latitude, longitude] = [numbers[at]!, numbers[at + 1]!];
    if (!isOnEarth(latitude, longitude)) return refuse('a point of the list is no place on earth');
    line.push([longitude, latitude]);
  }
  return line.length < 2 ? refuse('a line has two points at least') : line;
}

/** GeoJSON inside an extension (DiaLog does so). */
export function parseGeoJson(reader: Reader, element: XmlElement): Geometry | null {
  try {
    const geometry = JSON.parse(reader.text(element, '') ?? '') as Geometry | null;
    if (typeof geometry?.type === 'string' && Array.isArray(geometry.coordinates)) return geometry;
  } catch {
    // Said below: text that is no JSON is refused like JSON that is no geometry.
  }
  reader.refuse(element, 'not a GeoJSON geometry');
  return null;
}

/** One geometry for all that was found; null = nothing. */
export function toGeometry(
  points: readonly Coordinates[],
  lines: readonly Coordinates[][],
  ready: readonly Geometry[],
): Geometry | null {
  const all: Geometry[] = [...ready];
  if (points.length === 1) all.push({ type: 'Point', coordinates: [...points[0]!] });
  if (points.length > 1) all.push({ type: 'MultiPoint', coordinates: points.map((point) => [...point]) });
  if (lines.length === 1) all.push({ type: 'LineString', coordinates: lines[0]! });
  if (lines.length > 1) all.push({ type: 'MultiLineString', coordinates: [...lines] });
  if (all.length <= 1) return all[0] ?? null;
  return { type: 'GeometryCollection', geometries: all };
}
