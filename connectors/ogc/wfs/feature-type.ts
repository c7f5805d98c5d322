import { splitXml } from '../../../src/sdk/index.ts';
import type { PropertyType } from '../record-schema.ts';
import { reportError } from './capabilities.ts';

/** XML Schema types whose text is read as something else than text. */
const READINGS: Record<string, PropertyType> = {
  boolean: { type: 'boolean' },
  byte: { type: 'integer' },
  short: { type: 'integer' },
  int: { type: 'integer' },
  unsignedByte: { type: 'integer' },
  unsignedShort: { type: 'integer' },
  unsignedInt: { type: 'integer' },
  float: { type: 'number' },
  double: { type: 'number' },
  dateTime: { type: 'string', format: 'date-time' },
  date: { type: 'string', format: 'date' },
  string: { type: 'string' },
};
// `long`, `integer` and `decimal` stay text without a declared type: a JavaScript number would lose their digits.

/** DescribeFeatureType → what the properties are. Types that are not plain have no type here. */
export async function readFeatureType(
  chunks: AsyncIterable<Uint8Array>,
  where: string,
): Promise<Map<string, PropertyType>> {
  const properties = new Map<string, PropertyType>();
  const elements = splitXml(chunks, {
    split: (name, path) =>
      (name === 'element' && path.includes('complexType')) ||
      (path.length === 1 && /ExceptionReport$/.test(name)),
  });
  for await (const element of elements) {
    if (element.name !== 'element') throw reportError(element, where);
    const { name, type = '', ref } = element.attributes;
    if (name === undefined) continue;
    const local = type.replace(/^.*:/, '');
    const isGeometry =
      /^(gml|ns\d+):/.test(type) &&
      /PropertyType$/.test(local) &&
      /Point|Curve|Line|Surface|Polygon|Geometry/.test(local);
    properties.set(
      name,
      isGeometry
        ? { isGeometry }
        : ref === undefined && Object.hasOwn(READINGS, local)
          ? READINGS[local]!
          : {},
    );
  }
  return properties;
}

/** Text of an XML element as a value of that type; what is none of it stays text, for whoever reads it to judge. */
export function readTyped(text: string, { type }: PropertyType): unknown {
  if (type === 'boolean') return /^(true|1)$/.test(text) ? true : /^(false|0)$/.test(text) ? false : text;
  if (type !== 'integer' && type !== 'number') return text;
  const value = Number(text);
  return text.trim() === '' || !Number.isFinite(value) ? text : value;
}
