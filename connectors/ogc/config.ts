import type { Box } from './crs/projector.ts';

/** How the source is spoken to. */
export type OgcProtocol = 'features' | 'wfs' | 'geojson';

/** Asking only for what changed. */
export interface UpdatedSince {
  /** Property with the time of change. */
  field: string;
  /** features: the `datetime` parameter or a CQL2 filter; wfs: `filter` (FES); any: a query parameter of its own. */
  via: 'datetime' | 'filter' | 'parameter';
  parameter?: string;
  lookback?: string;
}

/** What one may look up, and how much at once. */
export interface OgcLive {
  keys: string[][];
  maxKeys: number;
  maxRows: number;
  /** Parameter that takes a list of feature ids; not in the standard, but common. */
  idsParameter?: string;
  /** Property that holds the feature's id, for filters; default: what the queryables mark as the id. */
  idProperty?: string;
  /** Properties that are query parameters of the collection, when the source does not say so itself. */
  parameters: string[];
}

export interface OgcDataset {
  name: string;
  /** Collection id (features), type name (wfs), or path or URL of the document (geojson). */
  collection: string;
  key: string[];
  /** What the coordinates are in, whatever the source says. */
  crs?: string;
  /** What the source is asked to send: `crs` (features), `srsName` (wfs). */
  askCrs?: string;
  /** Where positions may lie, in WGS 84 degrees; narrower than the reference system's own area. */
  area?: Box;
  pageSize: number;
  parameters: Record<string, string>;
  updatedSince?: UpdatedSince;
  complete: boolean;
  checkCount: boolean;
  live?: OgcLive;
  schema?: Record<string, unknown>;
}

/** As connector.json describes it, defaults filled in. Credentials (`auth`) are the HTTP client's business. */
export interface OgcConfig {
  protocol: OgcProtocol;
  url: string;
  maxFeatureBytes: number;
  maxAnswerBytes: number;
  datasets: OgcDataset[];
}
