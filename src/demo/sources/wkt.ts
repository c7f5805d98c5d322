import { values } from '../../sdk/index.ts';

export interface LineString {
  type: 'LineString';
  coordinates: [longitude: number, latitude: number][];
}

/** Well-known text (OGC 06-103r4 §7) `LINESTRING (106.1 21.2, 106.2 21.3)` as GeoJSON; empty becomes null. */
export function readLineString(value: unknown): LineString | null {
  const written = values.text(value);
  if (written === null) return null;
  const points = /^LINESTRING\s*\((.+)\)$/i.exec(written)?.[1];
  if (!points) throw new Error(`"${written.slice(0, 40)}" is not a LINESTRING`);
  return {
    type: 'LineString',
    coordinates: points.split(',').map((point) => {
      const [longitude, latitude, ...rest] = point.trim().split(/\s+/).map(Number);
      if (rest.length > 0 || !Number.isFinite(longitude) || !Number.isFinite(latitude))
        throw new Error(`"${point.trim()}" is not a point of a LINESTRING`);
      return [longitude!, latitude!];
    }),
  };
}
