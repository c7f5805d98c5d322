import type { Change, Row } from '../sdk/index.ts';
import { toBlockText } from '../store/landed-text.ts';

/** Changes that follow one another. */
export interface Chunk {
  changes: Change[];
  /**
   * The records' fields and their values, each as one text, without where they stood: equal texts are equal records.
   * undefined: the changes are no records, or hold a value that JSON does not give back as it is.
   */
  words?: { fields: string; values: string };
  /** As they are landed: JSON, one or several entries of a list. */
  landed(): string;
}

/** Ends a chunk at every sixteenth record or so. */
const MASK = 15;
const LONGEST = 64;

/**
 * Cuts changes into chunks. Where records are cut depends on the records themselves: a record that comes in between
 * changes its own chunk, and leaves those after it as they were.
 */
export function* toChunks(changes: readonly Change[], toText: (raw: unknown) => string): Generator<Chunk> {
  let open: OpenChunk | undefined;
  for (const change of changes) {
    const mark = change.op === 'put' ? open?.add(change) : undefined;
    if (mark === undefined) {
      if (open) yield open.close();
      open = change.op === 'put' ? openChunk(change) : undefined;
      if (!open) yield { changes: [change], landed: () => toText(change) };
    } else if ((mark & MASK) === 0 || open!.changes.length >= LONGEST) {
      yield open!.close();
      open = undefined;
    }
  }
  if (open) yield open.close();
}

type Put = Extract<Change, { op: 'put' }>;

interface OpenChunk {
  changes: Put[];
  /** Takes one more record of the same fields and place; undefined = it has others. Gives a number made of its values. */
  add(change: Put): number | undefined;
  close(): Chunk;
}

/** Apart from where records are gathered: what waits for the landing must not keep them all in memory. */
function toLandBlock(block: Parameters<typeof toBlockText>[0], values: string): () => string {
  return () => toBlockText(block, values);
}

/** A chunk that begins with this record; undefined when JSON would not give it back. */
function openChunk(first: Put): OpenChunk | undefined {
  const columns = Object.keys(first.data);
  const uri = first.src?.uri ?? null;
  const changes: Put[] = [];
  const pos: (string | null)[] = [];
  const rows: unknown[][] = [];
  const chunk: OpenChunk = {
    changes,
    add(change) {
      if ((change.src?.uri ?? null) !== uri) return undefined;
      const values = toValues(change.data, columns);
      if (!values) return undefined;
      changes.push(change);
      pos.push(change.src?.pos ?? null);
      rows.push(values);
      return markOf(values);
    },
    close() {
      const values = JSON.stringify(rows);
      return {
        changes,
        words: { fields: JSON.stringify(columns), values },
        landed: toLandBlock({ columns, uri, pos }, values),
      };
    },
  };
  return columns.includes('__proto__') || chunk.add(first) === undefined ? undefined : chunk;
}

/** The values in the order of the columns; undefined when these are not the record's fields, or JSON would change one. */
function toValues(data: Row, columns: readonly string[]): unknown[] | undefined {
  if (!isBare(data)) return undefined;
  const values = new Array<unknown>(columns.length);
  let at = 0;
  for (const name in data) {
    if (columns[at] !== name) return undefined;
    const value = data[name];
    if (typeof value !== 'string' && !isGivenBack(value)) return undefined;
    values[at++] = value;
  }
  return at === columns.length ? values : undefined;
}

/** An object of no class, which might have a say in how it is written. */
function isBare(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Does JSON give the value back as it is? */
function isGivenBack(value: unknown): boolean {
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return true;
  if (typeof value === 'number') return Number.isFinite(value) && !Object.is(value, -0);
  if (Array.isArray(value)) return Array.from(value).every(isGivenBack);
  if (typeof value !== 'object' || !isBare(value)) return false;
  return !Object.hasOwn(value, '__proto__') && Object.values(value).every(isGivenBack);
}

/** Cheap, and different for records that are: lengths, last characters and numbers of all values. */
function markOf(values: readonly unknown[]): number {
  let mark = 0;
  for (const value of values) {
    if (typeof value === 'string' && value !== '')
      mark = Math.imul(mark ^ (value.charCodeAt(value.length - 1) + value.length * 131), 0x9e3779b1);
    else if (typeof value === 'number') mark = Math.imul(mark ^ value, 0x9e3779b1);
  }
  return mark >>> 20;
}
