/** Places on the earth: WGS 84, decimal degrees, longitude before latitude (RFC 7946 §3.1.1). */
export interface GeoPoint {
  lon: number;
  lat: number;
}

type Position = [lon: number, lat: number];

export interface LineStringGeometry {
  type: 'LineString';
  coordinates: Position[];
}

const EARTH_RADIUS_M = 6_371_008.8;
const toRadians = (degrees: number) => (degrees * Math.PI) / 180;

/** Great-circle distance in metres (haversine, mean earth radius). */
export function toDistanceMetres(from: GeoPoint, to: GeoPoint): number {
  const dLat = toRadians(to.lat - from.lat);
  const dLon = toRadians(to.lon - from.lon);
  const chord =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(toRadians(from.lat)) * Math.cos(toRadians(to.lat)) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(chord)));
}

/** Length of a line in metres. */
export function toLengthMetres(line: LineStringGeometry): number {
  let length = 0;
  for (let i = 1; i < line.coordinates.length; i++) {
    const [from, to] = [line.coordinates[i - 1]!, line.coordinates[i]!];
    length += toDistanceMetres({ lon: from[0], lat: from[1] }, { lon: to[0], lat: to[1] });
  }
  return length;
}
