import type { ConnectorError, Ctx } from '../../src/sdk/index.ts';
import type { Column } from './column.ts';
import type { SqlConfig } from './config.ts';
import type { TextRow } from './text-row.ts';

export interface SelectParts {
  columns: string;
  from: string;
  /** Conditions, all of which hold. */
  where: readonly string[];
  order: readonly string[];
  limit: number;
  /** Needs an order. */
  offset?: number;
}

/** How one engine writes SQL. Every name is quoted, every value is a parameter. */
export interface Dialect {
  quote(name: string): string;
  /** The nth value (from 1) as a value of the column's type. Values are always sent as text. */
  parameter(index: number, column: Column): string;
  /** Rewrites a value that the hub writes (ISO 8601) into one that the column's type reads. */
  toValue(text: string, column: Column): string;
  /** The column's value as text, printed by the source; nothing is rounded. */
  print(expression: string, column: Column): string;
  /** A column where any total order will do, best one that an index has. */
  walk(column: Column): string;
  /** A column where hub and source must agree on the order: text by code point. */
  exact(column: Column): string;
  equal(column: Column, add: () => string): string;
  /** Column values among a list: each `add` makes one more parameter. */
  like(column: Column, pattern: string, add: (value: string) => string): string;
  /** Column tuples among a list of tuples, however long. */
  among(columns: readonly Column[], tuples: readonly string[][], add: Add): string;
  /** Column tuple lies after a position, in the order of `walk`. */
  after(columns: readonly Column[], position: readonly string[], add: Add): string;
  /** Time value less a duration. */
  minus(expression: string, milliseconds: number, column: Column): string;
  /** The source's own clock as a value of the column's type; undefined = the column holds no time. */
  clock(column: Column): string | undefined;
  select(parts: SelectParts): string;
}

/** Adds a value to the statement and says how it is written there. A list is one parameter if the engine has arrays. */
export type Add = (value: string | readonly string[], column: Column) => string;

/** One session. Calls do not overlap. */
export interface Connection {
  run(text: string, values: readonly unknown[]): Promise<TextRow[]>;
  /** Rows in portions; no more is fetched than is taken. A portion aims at `bytes`. */
  stream(text: string, values: readonly unknown[], bytes: number): AsyncIterable<TextRow[]>;
  /** Columns of what stands after FROM. */
  describe(from: string): Promise<Column[]>;
  /** Ends on the server what runs in this session. */
  cancel(): Promise<void>;
  /** False once the session has ended. */
  isOpen(): boolean;
  close(): Promise<void>;
}

export interface Driver {
  /** Shown in `check`. */
  title: string;
  /** Statement that gives one row with the column `version`. */
  version: string;
  /** Schemes of the connection URL. */
  schemes: readonly string[];
  dialect(config: SqlConfig): Dialect;
  /** Opens a session that only reads. The host has been judged. */
  connect(ctx: Ctx<SqlConfig>, address: URL): Promise<Connection>;
  toError(error: unknown, source: string): ConnectorError;
  /** The server answered with an error: the session itself is sound. */
  isServerError(error: unknown): boolean;
}
