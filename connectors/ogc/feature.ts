import type { Json } from '../../src/sdk/index.ts';
import type { CrsName } from './crs/crs-name.ts';

/** A stable word for why a feature was refused, and in words a person can act on. */
export interface Fault {
  code: string;
  reason: string;
  field?: string;
}

/** One feature as the source sent it, before it is judged. Geometry is GeoJSON in the source's own coordinates. */
export interface SourceFeature {
  /** Bytes at the source, to bound pages by. */
  size: number;
  /** The same feature gives the same text in every answer. */
  fingerprint: string | Buffer;
  id?: unknown;
  properties: Record<string, unknown>;
  geometry: unknown;
  /** The geometry's own reference system, where it is said per geometry (GML). */
  crs?: CrsName;
  /** It could not be read at all; `raw` is what there was. */
  fault?: Fault;
  raw: Json;
  /** Line of the document, where that is known. */
  line?: number;
}

/** What stands around the features of one answer; known when the answer has been read. */
export interface AnswerEnd {
  /** URL of the next page as the source names it. */
  next?: string;
  /** Features the whole result has, if the source says so (`numberMatched`). */
  matched?: number;
  /** Features that this answer says it holds (`numberReturned`). */
  returned?: number;
}

/** One answer being read. `crs` is set when the first feature is there. */
export interface Answer {
  /** Reference system of the coordinates, unless a feature has its own. */
  crs(): CrsName;
  features(): AsyncGenerator<SourceFeature, AnswerEnd, undefined>;
}
