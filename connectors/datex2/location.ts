import type { Json, XmlElement } from '../../src/sdk/index.ts';
import { type Coordinates, type Geometry, parseGeoJson, toGeometry, toLine, toPoint } from './geometry.ts';
import { type Reader, typeOf } from './reader.ts';
import { textsIn } from './texts.ts';

/** Where a record holds. What is a code of a location table or a network reference is kept as it is. */
export interface Location {
  locationType: string | null;
  /** GeoJSON, WGS 84, longitude first; null = only codes. */
  geometry: Geometry | null;
  /** First point in degrees; of a line its beginning. */
  lat: number | null;
  lon: number | null;
  /** Degrees clockwise from north. */
  bearing: number | null;
  roadNumbers: string[];
  roadNames: string[];
  carriageways: Json[];
  alertC: Json[];
  openlr: Json[];
}

export const LOCATION_SCHEMA: Record<string, object> = {
  locationType: { type: ['string', 'null'] },
  geometry: { type: ['object', 'null'] },
  lat: { type: ['number', 'null'] },
  lon: { type: ['number', 'null'] },
  bearing: { type: ['number', 'null'] },
  roadNumbers: { type: 'array', items: { type: 'string' } },
  roadNames: { type: 'array', items: { type: 'string' } },
  carriageways: { type: 'array' },
  alertC: { type: 'array' },
  openlr: { type: 'array' },
};

const POINTS = new Set(['pointCoordinates', 'locationForDisplay', 'coordinatesForDisplay']);

/** Everything that the elements say about a place; elements it does not know are looked through and stay unread. */
export function readLocation(reader: Reader, elements: readonly XmlElement[]): Location {
  const points: Coordinates[] = [];
  const displayPoints: Coordinates[] = [];
  const lines: Coordinates[][] = [];
  const ready: Geometry[] = [];
  const roadNumbers = new Set<string>();
  const roadNames = new Set<string>();
  const found: Pick<Location, 'bearing' | 'carriageways' | 'alertC' | 'openlr'> = {
    bearing: null,
    carriageways: [],
    alertC: [],
    openlr: [],
  };

  const walk = (element: XmlElement): void => {
    const { name } = element;
    if (/^alertC/.test(name)) found.alertC.push({ [name]: reader.keep(element) });
    else if (/^openlr/i.test(name)) found.openlr.push({ [name]: reader.keep(element) });
    else if (POINTS.has(name)) {
      const point = toPoint(reader, element);
      if (point) (name === 'pointCoordinates' ? points : displayPoints).push(point);
    } else if (name === 'gmlLineString') {
      const line = toLine(reader, element);
      if (line) lines.push(line);
    } else if (name === 'geoJsonGeometry') {
      const geometry = parseGeoJson(reader, element);
      if (geometry) ready.push(geometry);
    } else if (name === 'roadNumber') {
      const text = reader.text(element, '');
      if (text) roadNumbers.add(text);
    } else if (name === 'roadName') for (const { text } of textsIn(reader, element)) roadNames.add(text);
    else if (name === 'carriageway' || name === 'affectedCarriagewayAndLanes')
      found.carriageways.push(reader.keep(element));
    else if (name === 'bearing') found.bearing ??= reader.number(element, '');
    else {
      if (name === 'locationContainedInItinerary' || name === 'locationContainedInGroup')
        reader.text(element, '@index');
      for (const child of element.children) walk(child);
    }
  };
  for (const element of elements) walk(element);

  // A point for display is the map's, not the event's: it counts only where nothing better is said.
  const geometry = toGeometry(
    points.length + lines.length + ready.length > 0 ? points : displayPoints,
    lines,
    ready,
  );
  const first = points[0] ?? displayPoints[0] ?? lines[0]?.[0] ?? null;
  return {
    locationType: typeOf(elements[0]),
    geometry,
    lat: first?.[1] ?? null,
    lon: first?.[0] ?? null,
    roadNumbers: [...roadNumbers],
    roadNames: [...roadNames],
    ...found,
  };
}
