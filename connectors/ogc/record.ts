import { type Change, type Json, type Origin, type Row, watermark } from '../../src/sdk/index.ts';
import type { CrsName } from './crs/crs-name.ts';
import { type Box, createProjector, type Projector } from './crs/projector.ts';
import type { Fault, SourceFeature } from './feature.ts';
import { GeometryFault, toWgs84Geometry } from './geometry.ts';

/** Fields of every record that are not the source's properties. */
const OWN = ['id', 'geometry', 'geometryCrs'];

export interface RecordReader {
  /** `src.pos` is the feature's place in the answer (and its line in XML). */
  toChange(feature: SourceFeature, crs: CrsName, place: { uri: string; pos: string }): Change;
}

/**
 * The flat record: the feature's id, its properties as they are, the geometry in WGS 84, and what it was in. A property
 * that is called like one of those three is kept as `properties.<name>`, unless it only repeats the id.
 */
function toRow(feature: SourceFeature, geometry: Json, geometryCrs: string | null): Row {
  const { id, properties } = feature;
  // Entries, because a property may be called `__proto__`.
  const fields: [string, unknown][] = Object.entries(properties).map(([name, value]) => {
    const isOwn = !OWN.includes(name) || (name === 'id' && (id === undefined || id === value));
    return [isOwn ? name : `properties.${name}`, value];
  });
  if (id !== undefined) fields.push(['id', id]);
  return Object.fromEntries([...fields, ['geometry', geometry], ['geometryCrs', geometryCrs]]);
}

/** A number past 2^53 has lost digits on its way through JSON: as a key it would join what is not the same. */
function keyFault(row: Row, key: readonly string[]): Fault | undefined {
  for (const field of key) {
    const value = row[field];
    if (value === undefined || value === null || value === '')
      return { code: 'key-missing', reason: `key field ${field} is missing`, field };
    if (typeof value === 'object')
      return { code: 'key-not-scalar', reason: `key field ${field} is no text or number`, field };
    if (typeof value === 'number' && !Number.isSafeInteger(value) && Number.isInteger(value))
      return { code: 'key-inexact', reason: `key field ${field} is a number past 2^53`, field };
  }
  return undefined;
}

export function createRecordReader(options: {
  key: readonly string[];
  area?: Box;
  /** Property with the time of change. */
  changedField?: string;
}): RecordReader {
  const { key, area, changedField } = options;
  const projectors = new Map<string, Projector | undefined>();
  const projectorFor = (name: CrsName) => {
    const at = `${name.code} ${name.axes}`;
    if (!projectors.has(at)) projectors.set(at, createProjector(name, area));
    return projectors.get(at);
  };

  return {
    toChange(feature, collectionCrs, place) {
      const src: Origin = { ...place };
      const refuse = ({ code, reason, field }: Fault): Change => ({
        op: 'bad',
        raw: feature.raw,
        reason,
        code,
        ...(field === undefined ? {} : { field }),
        src,
      });
      if (feature.fault) return refuse(feature.fault);

      const crs = feature.crs ?? collectionCrs;
      const projector = projectorFor(crs);
      if (!projector && feature.geometry !== null)
        return refuse({
          code: 'crs-unknown',
          reason: `the reference system ${crs.code} is not known here`,
          field: 'geometry',
        });
      let geometry: Json = null;
      try {
        if (projector) geometry = toWgs84Geometry(feature.geometry, projector);
      } catch (error) {
        if (!(error instanceof GeometryFault)) throw error;
        return refuse({ code: error.code, reason: error.message, field: 'geometry' });
      }
      const row = toRow(feature, geometry, geometry === null ? null : crs.code);
      const fault = keyFault(row, key);
      if (fault) return refuse(fault);

      const changed = changedField === undefined ? undefined : row[changedField];
      if (changed !== undefined && changed !== null) {
        const printed = String(changed);
        if (Number.isNaN(watermark.toTime(printed)))
          return refuse({
            code: 'time-unreadable',
            reason: `${changedField}: "${printed}" is not a time of change`,
            field: changedField!,
          });
        src.at = printed;
      }
      return { op: 'put', data: row, src };
    },
  };
}
