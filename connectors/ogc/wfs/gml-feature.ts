import type { Json, XmlElement } from '../../../src/sdk/index.ts';
import { type CrsName, parseCrsName } from '../crs/crs-name.ts';
import type { Fault, SourceFeature } from '../feature.ts';
import { GeometryFault } from '../geometry.ts';
import type { PropertyType } from '../record-schema.ts';
import { readTyped } from './feature-type.ts';
import { toGeometry } from './gml-geometry.ts';

const isGml = ({ ns }: XmlElement) => /^http:\/\/www\.opengis\.net\/gml(\/3\.2)?$/.test(ns);

/** Elements of GML that a property may hold without being a geometry. */
const NO_GEOMETRY = new Set(['TimeInstant', 'TimePeriod', 'Envelope', 'Null', 'Definition']);

const geometryIn = (property: XmlElement) =>
  property.children.find((child) => isGml(child) && !NO_GEOMETRY.has(child.name));

function byName(elements: readonly XmlElement[]): Map<string, XmlElement[]> {
  const groups = new Map<string, XmlElement[]>();
  for (const element of elements) {
    const group = groups.get(element.name);
    if (group) group.push(element);
    else groups.set(element.name, [element]);
  }
  return groups;
}

/** Text, or an object by local names; attributes as `@name`; what comes more than once is a list. */
function toValue(element: XmlElement, type: PropertyType = {}): Json {
  const { attributes, children, text } = element;
  if (attributes['xsi:nil'] === 'true') return null;
  const told = Object.entries(attributes).filter(([name]) => !name.startsWith('xsi:'));
  if (children.length === 0 && told.length === 0) return readTyped(text, type) as Json;
  return Object.fromEntries<Json>([
    ...told.map(([name, said]): [string, Json] => [`@${name}`, said]),
    ...[...byName(children)].map(([name, same]): [string, Json] => [name, toOneOrMany(same)]),
    ...(text.trim() === '' ? [] : [['#text', text] as [string, Json]]),
  ]);
}

function toOneOrMany(elements: readonly XmlElement[], type?: PropertyType): Json {
  return elements.length === 1 ? toValue(elements[0]!, type) : elements.map((one) => toValue(one, type));
}

function readGeometry(element: XmlElement): { geometry: unknown; crs?: CrsName; fault?: Fault } {
  const srsName = element.attributes.srsName;
  const crs = srsName === undefined ? undefined : parseCrsName(srsName);
  const fault = (code: string, reason: string) => ({
    geometry: null,
    fault: { code, reason, field: 'geometry' },
  });
  if (srsName !== undefined && !crs)
    return fault('crs-unknown', `the reference system "${srsName}" is not known here`);
  try {
    return { geometry: toGeometry(element), ...(crs ? { crs } : {}) };
  } catch (error) {
    if (error instanceof GeometryFault) return fault(error.code, error.message);
    throw error;
  }
}

/**
 * A feature of a GML collection. Its first property that holds a geometry is the geometry; further ones stay properties,
 * as written. `forced` takes precedence over every `srsName`.
 */
export function toGmlFeature(
  element: XmlElement,
  types: ReadonlyMap<string, PropertyType>,
  forced: CrsName | undefined,
): SourceFeature {
  // Entries, because an element may be called `__proto__`.
  const fields: [string, Json][] = [];
  let found: ReturnType<typeof readGeometry> | undefined;
  for (const [name, same] of byName(element.children)) {
    const first = same[0]!;
    if (name === 'boundedBy' && isGml(first)) continue; // follows from the geometry
    const shape = found ? undefined : geometryIn(first);
    if (shape) found = readGeometry(shape);
    const rest = shape ? same.slice(1) : same;
    if (rest.length > 0) fields.push([name, toOneOrMany(rest, types.get(name))]);
  }
  const properties = Object.fromEntries(fields);
  const id = element.attributes['gml:id'] ?? element.attributes.fid;
  const raw: Json = { ...(id === undefined ? {} : { id }), ...properties };
  const fingerprint = JSON.stringify([raw, found?.geometry ?? null]);
  const crs = forced ?? found?.crs;
  return {
    size: fingerprint.length,
    fingerprint,
    ...(id === undefined ? {} : { id }),
    properties,
    geometry: found?.geometry ?? null,
    ...(crs ? { crs } : {}),
    ...(found?.fault ? { fault: found.fault } : {}),
    raw,
    line: element.line,
  };
}
