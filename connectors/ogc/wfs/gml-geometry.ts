import { childOf, childrenOf, type XmlElement } from '../../../src/sdk/index.ts';
import { GeometryFault } from '../geometry.ts';

type Position = number[];
/** GeoJSON in the source's own coordinates. */
export type Geometry = { type: string; coordinates?: unknown; geometries?: Geometry[] };

const unsupported = (element: XmlElement) =>
  new GeometryFault('geometry-unsupported', `gml:${element.name} cannot be told in GeoJSON`);
const broken = (element: XmlElement, reason: string) =>
  new GeometryFault('geometry-broken', `gml:${element.name} on line ${element.line}: ${reason}`);

function toNumbers(element: XmlElement): number[] {
  const text = element.text.trim();
  const numbers = text === '' ? [] : text.split(/\s+/).map(Number);
  if (!numbers.every(Number.isFinite)) throw broken(element, 'coordinates are not numbers');
  return numbers;
}

/** `srsDimension` stands on the list itself or on any geometry around it (GML 3.2.1 §9.10). */
function dimensionOf(element: XmlElement, inherited: number): number {
  const said = element.attributes.srsDimension;
  if (said === undefined) return inherited;
  const dimension = Number(said);
  if (dimension !== 2 && dimension !== 3) throw broken(element, `srsDimension ${said}`);
  return dimension;
}

/** Positions of a `posList`, or of a row of `pos`. */
function toPositions(element: XmlElement, inherited: number): Position[] {
  const list = childOf(element, 'posList');
  if (list) {
    const dimension = dimensionOf(list, inherited);
    const numbers = toNumbers(list);
    if (numbers.length % dimension !== 0)
      throw broken(list, `${numbers.length} numbers, ${dimension} a position`);
    return Array.from({ length: numbers.length / dimension }, (_, i) =>
      numbers.slice(i * dimension, (i + 1) * dimension),
    );
  }
  const rows = childrenOf(element, 'pos');
  if (rows.length === 0) throw broken(element, 'neither pos nor posList');
  return rows.map(toNumbers);
}

/** Lines that follow one another as one line: the position where two meet is there once. */
function join(lines: Position[][]): Position[] {
  const joined: Position[] = [];
  for (const line of lines) {
    const meets = JSON.stringify(joined.at(-1)) === JSON.stringify(line[0]);
    for (let i = meets ? 1 : 0; i < line.length; i++) joined.push(line[i]!);
  }
  return joined;
}

/** What stands in `xMember` and `xMembers`, in document order. */
function membersOf(element: XmlElement): XmlElement[] {
  return element.children.filter(({ name }) => /Members?$/.test(name)).flatMap(({ children }) => children);
}

function toLine(element: XmlElement, inherited: number): Position[] {
  const dimension = dimensionOf(element, inherited);
  switch (element.name) {
    case 'LineString':
    case 'LinearRing':
    case 'LineStringSegment':
      return toPositions(element, dimension);
    case 'Curve':
      return join(
        (childOf(element, 'segments')?.children ?? []).map((segment) => toLine(segment, dimension)),
      );
    case 'CompositeCurve':
    case 'Ring':
      return join(membersOf(element).map((member) => toLine(member, dimension)));
    default:
      throw unsupported(element); // arcs, circles, splines
  }
}

function toRings(element: XmlElement, inherited: number): Position[][] {
  const dimension = dimensionOf(element, inherited);
  const outer = childrenOf(element, 'exterior');
  if (outer.length !== 1) throw broken(element, `${outer.length} exteriors`);
  return [...outer, ...childrenOf(element, 'interior')].map((side) => {
    const ring = side.children[0];
    if (!ring) throw broken(side, 'no ring');
    return toLine(ring, dimension);
  });
}

function toPolygons(element: XmlElement, inherited: number): Position[][][] {
  const dimension = dimensionOf(element, inherited);
  switch (element.name) {
    case 'Polygon':
    case 'PolygonPatch':
      return [toRings(element, dimension)];
    case 'Surface':
      return (childOf(element, 'patches')?.children ?? []).flatMap((patch) => toPolygons(patch, dimension));
    case 'CompositeSurface':
    case 'MultiSurface':
    case 'MultiPolygon':
      return membersOf(element).flatMap((member) => toPolygons(member, dimension));
    default:
      throw unsupported(element);
  }
}

function toPoint(element: XmlElement): Position {
  if (element.name !== 'Point') throw unsupported(element);
  const [position, ...more] = toPositions(element, 2);
  if (!position || more.length > 0) throw broken(element, 'not one position');
  return position;
}

/** A GML 3.2 (or 3.1) geometry → GeoJSON, coordinates as they stand. Throws `GeometryFault`. */
export function toGeometry(element: XmlElement, inherited = 2): Geometry {
  const dimension = dimensionOf(element, inherited);
  switch (element.name) {
    case 'Point':
      return { type: 'Point', coordinates: toPoint(element) };
    case 'LineString':
    case 'Curve':
    case 'CompositeCurve':
      return { type: 'LineString', coordinates: toLine(element, dimension) };
    case 'Polygon':
      return { type: 'Polygon', coordinates: toRings(element, dimension) };
    case 'Surface': {
      const polygons = toPolygons(element, dimension);
      return polygons.length === 1
        ? { type: 'Polygon', coordinates: polygons[0] }
        : { type: 'MultiPolygon', coordinates: polygons };
    }
    case 'CompositeSurface':
    case 'MultiSurface':
    case 'MultiPolygon':
      return { type: 'MultiPolygon', coordinates: toPolygons(element, dimension) };
    case 'MultiPoint':
      return { type: 'MultiPoint', coordinates: membersOf(element).map(toPoint) };
    case 'MultiCurve':
    case 'MultiLineString':
      return {
        type: 'MultiLineString',
        coordinates: membersOf(element).map((line) => toLine(line, dimension)),
      };
    case 'MultiGeometry':
      return {
        type: 'GeometryCollection',
        geometries: membersOf(element).map((member) => toGeometry(member, dimension)),
      };
    default:
      throw unsupported(element);
  }
}
