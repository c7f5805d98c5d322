import proj4 from 'proj4';
import { ConnectorError } from '../../../src/sdk/index.ts';
import { type CrsName, parseCrsName } from './crs-name.ts';
import { CRS_DEFINITIONS } from './definitions.ts';

/** West, south, east, north in WGS 84 degrees. */
export type Box = [number, number, number, number];

/** Turns positions of one reference system into WGS 84. */
export interface Projector {
  /** Name of the system, e.g. `EPSG:3405`. */
  code: string;
  /** Position as the source sent it → [longitude, latitude, …rest]; undefined = outside the system's area. */
  toWgs84(position: readonly number[]): number[] | undefined;
}

/** 1e-9 degree is a tenth of a millimetre; digits beyond that are noise of the arithmetic. */
const PRECISION = 1e9;
const rounded = (degrees: number) => Math.round(degrees * PRECISION) / PRECISION;

const isWgs84 = (code: string) => code === 'OGC:CRS84' || code === 'EPSG:4326' || code === 'EPSG:4979';

/** The library throws for numbers it cannot work with; a position that is no position lies nowhere. */
function project(converter: proj4.Converter, x: number, y: number): number[] {
  try {
    return converter.forward([x, y]).map(rounded);
  } catch {
    return [Number.NaN, Number.NaN];
  }
}

/** Undefined when the system is not in the table. `area` narrows where positions may lie. */
export function createProjector(name: CrsName, area?: Box): Projector | undefined {
  const definition = CRS_DEFINITIONS[name.code];
  if (!definition) return undefined;
  const swapped = name.axes === 'authority' && definition.northFirst;
  const [west, south, east, north] = area ?? definition.area;
  const converter = isWgs84(name.code) ? undefined : proj4(definition.proj, 'WGS84');
  return {
    code: name.code,
    toWgs84(position) {
      const [first, second, ...rest] = position as [number, number, ...number[]];
      const [x, y] = swapped ? [second, first] : [first, second];
      const [lon, lat] = converter ? project(converter, x, y) : [x, y];
      // Written so that NaN, which is neither less nor greater, is outside as well.
      const isInside = lon! >= west && lon! <= east && lat! >= south && lat! <= north;
      return isInside ? [lon!, lat!, ...rest] : undefined;
    },
  };
}

/** A name out of configuration or a document's head: without it no record of the collection can be read. */
export function requireCrs(text: string, where: string): CrsName {
  const name = parseCrsName(text);
  if (!name || !CRS_DEFINITIONS[name.code])
    throw new ConnectorError('config', `${where}: the reference system "${text}" is not known here`);
  return name;
}
