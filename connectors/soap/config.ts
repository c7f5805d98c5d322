import { ConnectorError, type ConnectorErrorKind, type Json } from '../../src/sdk/index.ts';

export type SoapVersion = '1.1' | '1.2';

/** `tree`: the element with everything below it, as JSON. */
export type FieldType = 'text' | 'integer' | 'number' | 'boolean' | 'tree';

/** A field of a record. `path`: local names from the record down, `a/b`, `a/@id`; default: the field's name. */
export interface Field {
  name: string;
  path?: string;
  type: FieldType;
}

/** How the next page is asked for; each has its placeholder in `parameters`. */
export type Pagination =
  | { type: 'none' }
  | { type: 'page'; first: number }
  | { type: 'offset' }
  /** `path`: element below the Body that holds the token of the next page. */
  | { type: 'token'; path: string }
  /** After the last record: `{after.FIELD}` for each field. */
  | { type: 'keyset'; fields: string[] };

/** What is asked: an operation, its parameters (elements in this order, texts with placeholders), where records stand. */
export interface Operation {
  operation: string;
  soapAction?: string;
  parameters: { [name: string]: Json };
  /** Local names from below the Body down to the element that repeats: `listVehiclesResponse/vehicles/vehicle`. */
  recordPath: string;
  /** X-Road: version of the service. */
  serviceVersion?: string;
}

/** Look-up by these fields: `{key}` or `{key.FIELD}` stand for the values. */
export interface KeyLookUp extends Operation {
  fields: string[];
  maxKeys: number;
  /** Element that is written once for every key; default: the one that holds `{key}`. */
  each?: string;
  /** Words of the fault by which the service says that there is no such record. */
  notFound?: string;
}

export interface SoapDataset extends Operation {
  name: string;
  key: string[];
  /** Absent: the whole element as JSON. */
  fields?: Field[];
  pageSize?: number;
  pagination: Pagination;
  /** `field`: name of the field with the time of change. */
  updatedSince?: { field: string; lookback?: string };
  deleted?: { field: string; value: Json };
  complete: boolean;
  schema?: Record<string, unknown>;
  live?: { keys: KeyLookUp[]; maxRows: number };
}

/** Without `subsystemCode` it is the member itself. */
export interface XRoadMember {
  xRoadInstance: string;
  memberClass: string;
  memberCode: string;
  subsystemCode?: string;
}

export interface XRoad {
  client: XRoadMember;
  /** Who provides; the service code is the operation, as the protocol has it. */
  service: XRoadMember;
  userId?: string;
  issue?: string;
}

export interface FaultRule {
  contains: string;
  kind: ConnectorErrorKind;
}

/** As connector.json describes it, defaults filled in. `auth` and `tls` are the HTTP client's business. */
export interface SoapConfig {
  endpoint: string;
  soapVersion: SoapVersion;
  namespace: string;
  /** Are the elements below the operation's own in its namespace? */
  elementForm: 'qualified' | 'unqualified';
  headers?: Record<string, string>;
  /** `password` is the NAME of a secret. */
  wsSecurity?: { username: string; password: string; passwordType: 'digest' | 'text' };
  xroad?: XRoad;
  /** What this service means by its faults; first match on code and reason wins. */
  faults: FaultRule[];
  maxBytes: number;
  maxRecordBytes: number;
  datasets: SoapDataset[];
}

export function findDataset(config: SoapConfig, name: string): SoapDataset {
  const dataset = config.datasets.find((candidate) => candidate.name === name);
  if (!dataset) throw new ConnectorError('config', `no dataset "${name}" is configured`);
  return dataset;
}
