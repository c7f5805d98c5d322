import type { Json, Mode, Row } from './contract.ts';

/** A value that is read from the environment when the hub starts, never written into a file. */
export interface EnvRef {
  readonly env: string;
  readonly fallback?: string;
}

/** Names an environment variable inside hub.config.ts. */
export function env(name: string, fallback?: string): EnvRef {
  return fallback === undefined ? { env: name } : { env: name, fallback };
}

export function isEnvRef(value: unknown): value is EnvRef {
  return typeof value === 'object' && value !== null && typeof (value as EnvRef).env === 'string';
}

/** One field of a record: the raw field it comes from, and how its value is read. */
export interface FieldMapping {
  /** Name of the raw field; dotted for one within another (not for `live`, whose rows are flat). */
  from: string;
  /** Pure; throws with a reason when the value cannot be read. Absent = taken as it is. */
  read?: (value: unknown) => unknown;
  /**
   * live: the record's value as the source writes it, so that one can ask for it. Without `read`: the same value. A
   * field with `read` and no `write` cannot be asked by.
   */
  write?: (value: Json) => Json;
  /** live: the source's own values sort as the record's do, so ranges and sorts may be asked. Default: without `read`. */
  ordered?: boolean;
}

/** Record field → where it comes from. A plain string is the raw field's name. */
export type FieldTable = Record<string, string | FieldMapping>;

/** Where a table of fields is not enough. Pure; throws with a reason to quarantine the record. */
export type MapFunction = (raw: Row) => Row;

/** How one of a source's datasets feeds one of the hub's. */
export interface Binding {
  /** Name of the dataset at the source (see the connector's `discover`). */
  from: string;
  /** Name of the hub's dataset, e.g. `vehicle`. */
  to: string;
  mode: Mode;
  /** sync: pause between two runs, ISO 8601 duration. */
  every?: string;
  /** Table of fields; required for `live`, because names are translated both ways. */
  fields?: FieldTable;
  /** Applied to the raw record instead of `fields`. */
  map?: MapFunction;
  /**
   * Raw fields by which the source names a record when it removes one, where the record's id is made from other fields
   * (a vehicle's from its plate). Default: the key of its dataset, when removals come one by one.
   */
  key?: string[];
  /** false: raw pages are not kept, and a mended mapping cannot be run over them again. Default: kept. */
  land?: boolean;
  /** live: longest the owner may take before its fields become null. Milliseconds. */
  timeoutMs?: number;
}

/** One system of one owner: configuration, not code. */
export interface SourceDefinition {
  /** kebab-case, unique in the hub. */
  name: string;
  titleVi: string;
  titleEn: string;
  /** X-Road style identifier of the owner: INSTANCE/CLASS/MEMBER/SUBSYSTEM. */
  owner: string;
  /** By which road the data comes (Decree 278/2025/NĐ-CP: exchange between state bodies runs through NDOP). */
  channel: 'NDOP' | 'NDXP' | 'LGSP' | 'DIRECT_LAB';
  /** Name of a line in connectors/index.ts. */
  connector: string;
  /** Passed to the connector; `env(…)` references are resolved at start. Secrets by name only. */
  config: Record<string, unknown>;
  /**
   * Networks it may reach beyond the public internet, as CIDR (`10.0.0.0/8`, `127.0.0.0/8`). Private, loopback and
   * link-local addresses are refused unless they are named here.
   */
  network?: string[];
  bindings: Binding[];
}

export function defineSource(source: SourceDefinition): SourceDefinition {
  return source;
}

/** A raw field by its name; `chuXe.ma` also means `ma` within `chuXe`, unless a field of that whole name is there. */
export function valueAt(raw: Row, from: string): unknown {
  const value = raw[from];
  if (value !== undefined || !from.includes('.')) return value;
  let inner: unknown = raw;
  for (const name of from.split('.')) {
    if (inner === null || typeof inner !== 'object' || !Object.hasOwn(inner, name)) return undefined;
    inner = (inner as Row)[name];
  }
  return inner;
}

/** Applies a table of fields to one raw record; the failing field is named in the error. */
export function applyFields(table: FieldTable, raw: Row): Row {
  const record: Row = {};
  for (const [name, mapping] of Object.entries(table)) {
    const from = typeof mapping === 'string' ? mapping : mapping.from;
    const value = valueAt(raw, from);
    if (typeof mapping === 'string' || !mapping.read) {
      if (value !== undefined) record[name] = value;
      continue;
    }
    try {
      const read = mapping.read(value);
      if (read !== undefined) record[name] = read;
    } catch (error) {
      throw new Error(`${from}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return record;
}
