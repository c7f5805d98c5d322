import type { Json } from '../../src/sdk/index.ts';
import type { Projector } from './crs/projector.ts';

/** A geometry that cannot be read: why, and the stable word to count it by. */
export class GeometryFault extends Error {
  constructor(
    readonly code: 'geometry-broken' | 'geometry-unsupported' | 'outside-area' | 'crs-unknown',
    message: string,
  ) {
    super(message);
    this.name = 'GeometryFault';
  }
}

const broken = (reason: string) => new GeometryFault('geometry-broken', reason);

/** Nesting of coordinate arrays around one position, and fewest positions in the innermost of them. */
const SHAPES: Record<string, { depth: number; fewest: number; closed?: true }> = {
  Point: { depth: 0, fewest: 1 },
  MultiPoint: { depth: 1, fewest: 0 },
  LineString: { depth: 1, fewest: 2 },
  MultiLineString: { depth: 2, fewest: 2 },
  Polygon: { depth: 2, fewest: 4, closed: true },
  MultiPolygon: { depth: 3, fewest: 4, closed: true },
};

/** Deeper collections of collections are an attack, not a map. */
const DEEPEST = 8;

function toPosition(value: unknown, projector: Projector): number[] {
  if (!Array.isArray(value) || value.length < 2 || !value.every((part) => Number.isFinite(part)))
    throw broken('a position is not two or more numbers');
  const position = projector.toWgs84(value);
  if (!position)
    throw new GeometryFault('outside-area', `${value.join(' ')} lies outside the area of ${projector.code}`);
  return position;
}

function isClosed(ring: unknown[]): boolean {
  return JSON.stringify(ring[0]) === JSON.stringify(ring.at(-1));
}

function toCoordinates(
  value: unknown,
  depth: number,
  shape: (typeof SHAPES)[string],
  projector: Projector,
): Json {
  if (depth === 0) return toPosition(value, projector);
  if (!Array.isArray(value)) throw broken('coordinates are not nested as the type says');
  if (depth > 1) return value.map((part) => toCoordinates(part, depth - 1, shape, projector));
  if (value.length < shape.fewest) throw broken(`${value.length} positions, at least ${shape.fewest}`);
  if (shape.closed && !isClosed(value)) throw broken('a ring does not end where it begins');
  return value.map((part) => toPosition(part, projector));
}

/** GeoJSON in the source's system → GeoJSON in WGS 84. Throws `GeometryFault`, which makes the record a bad one. */
export function toWgs84Geometry(value: unknown, projector: Projector, depth = 0): Json {
  if (value === null || value === undefined) return null;
  if (typeof value !== 'object' || Array.isArray(value)) throw broken('the geometry is not an object');
  const { type, coordinates, geometries } = value as Record<string, unknown>;
  if (type === 'GeometryCollection') {
    if (!Array.isArray(geometries) || depth >= DEEPEST) throw broken('a collection without its geometries');
    return { type, geometries: geometries.map((part) => toWgs84Geometry(part, projector, depth + 1)) };
  }
  const shape = typeof type === 'string' && Object.hasOwn(SHAPES, type) ? SHAPES[type] : undefined;
  if (!shape) throw new GeometryFault('geometry-unsupported', `geometry type ${JSON.stringify(type)}`);
  return { type: type as string, coordinates: toCoordinates(coordinates, shape.depth, shape, projector) };
}

/** West, south, east, north of a WGS 84 geometry; undefined when it has no position. */
export function envelopeOf(geometry: unknown): [number, number, number, number] | undefined {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity];
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    if (typeof value[0] !== 'number') {
      for (const part of value) visit(part);
      return;
    }
    const [x, y] = value as [number, number];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  };
  const walk = (value: unknown): void => {
    const part = value as { coordinates?: unknown; geometries?: unknown[] } | null;
    visit(part?.coordinates);
    for (const inner of part?.geometries ?? []) walk(inner);
  };
  walk(geometry);
  return box[0] === Infinity ? undefined : box;
}
