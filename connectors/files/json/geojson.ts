import type { Json, Row } from '../../../src/sdk/index.ts';
import { RefusedFile } from '../refusal.ts';
import type { ToRow } from './to-row.ts';

/** Names of WGS 84 with longitude first, and of EPSG:4326 as GIS programs write it into GeoJSON. */
const WGS84 = /(:CRS84|EPSG:+4326)$/i;

/**
 * Looks at what stands beside the features. GeoJSON is WGS 84 (RFC 7946, 4); files of the older draft may name another
 * system, e.g. VN-2000, and their numbers would be read as degrees.
 */
export function watchCollection(name: string): (path: readonly string[], text: string) => void {
  return (path, text) => {
    const at = path.join('.');
    if (at === 'type' && text !== 'FeatureCollection')
      throw new RefusedFile('no-records', `${name}: is a ${text.slice(0, 40)}, not a FeatureCollection`);
    if (at === 'crs.properties.name' && !WGS84.test(text))
      throw new RefusedFile('wrong-crs', `${name}: has the coordinate system ${text}, not WGS 84`);
  };
}

function isObject(value: Json | undefined): value is { [key: string]: Json } {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}

/** Feature → { id, …properties, geometry }; the geometry is as it was written, or null. */
export const toFeatureRecord: ToRow = (value) => {
  if (!isObject(value) || value.type !== 'Feature')
    return { code: 'not-a-feature', reason: 'is not a Feature' };
  const { id, geometry = null } = value;
  const properties = value.properties ?? {};
  if (!isObject(properties)) return { code: 'not-a-feature', reason: 'has properties that are no object' };
  if (geometry !== null && (!isObject(geometry) || typeof geometry.type !== 'string'))
    return { code: 'not-a-geometry', reason: 'has a geometry without a type', field: 'geometry' };
  if ('geometry' in properties)
    return { code: 'name-taken', reason: 'has a property called geometry', field: 'geometry' };
  if (id !== undefined && 'id' in properties && String(properties.id) !== String(id))
    return { code: 'name-taken', reason: 'has a property id that is not its id', field: 'id' };
  const row: Row = id === undefined ? {} : { id };
  return { row: Object.assign(row, properties, id === undefined ? {} : { id }, { geometry }) };
};
