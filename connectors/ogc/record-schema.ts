import type { OgcDataset } from './config.ts';

/** A property as the source describes it (queryables, DescribeFeatureType). */
export interface PropertyType {
  type?: string;
  format?: string;
  title?: string;
  /** It is the feature's id (`x-ogc-role: id`). */
  isId?: boolean;
  /** It is a geometry; its value is in the record's `geometry`. */
  isGeometry?: boolean;
}

const SCALARS = new Set(['string', 'number', 'integer', 'boolean']);

/** Sources describe what a property is, seldom whether it is always there: every one may be null. */
function toPropertySchema({ type, title }: PropertyType): Record<string, unknown> {
  return {
    ...(title === undefined ? {} : { title }),
    ...(type !== undefined && SCALARS.has(type) ? { type: [type, 'null'] } : {}),
  };
}

const GEOMETRY = {
  title: 'Geometry, GeoJSON in WGS 84 (longitude, latitude)',
  type: ['object', 'null'],
  required: ['type'],
  properties: { type: { type: 'string' }, coordinates: {}, geometries: {} },
};

/** JSON Schema of the records of a dataset. */
export function toRecordSchema(
  dataset: OgcDataset,
  properties: ReadonlyMap<string, PropertyType>,
): Record<string, unknown> {
  if (dataset.schema) return dataset.schema;
  const described: Record<string, unknown> = {
    id: { title: 'Feature id', type: ['string', 'number', 'null'] },
  };
  for (const [name, property] of properties) {
    if (property.isGeometry || name === 'id') continue;
    described[name === 'geometry' || name === 'geometryCrs' ? `properties.${name}` : name] =
      toPropertySchema(property);
  }
  for (const name of [dataset.updatedSince?.field, ...(dataset.live?.keys.flat() ?? [])])
    if (name !== undefined) described[name] ??= {};
  for (const name of dataset.key) described[name] = { title: 'Key', type: ['string', 'number', 'boolean'] };
  return {
    type: 'object',
    properties: {
      ...described,
      geometry: GEOMETRY,
      geometryCrs: { title: 'Reference system at the source', type: ['string', 'null'] },
    },
    required: dataset.key,
  };
}
