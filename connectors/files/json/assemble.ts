import type { Token } from 'stream-json/core/parser.js';
import type { Json } from '../../../src/sdk/index.ts';
import { UNREADABLE } from '../encoding.ts';
import { MAX_JSON_DEPTH, MAX_JSON_RECORD_BYTES, MAX_NUMBER_CHARS } from '../limits.ts';

/** Why a record was not kept; its tokens were still followed to its end. */
export interface Flaw {
  code: string;
  reason: string;
}

/** One value of a document: its size is about what it took in the file. */
export interface Assembled {
  value: Json;
  size: number;
  flaw?: Flaw;
}

/** What one level of nesting costs in memory, and any other value beside its text, in bytes. */
const CONTAINER_COST = 48;
const VALUE_COST = 4;

/** An integer that a number would round keeps its digits as text. */
function toNumber(text: string): Json {
  const value = Number(text);
  if (!Number.isFinite(value)) return text;
  return Number.isInteger(value) && !Number.isSafeInteger(value) && /^-?\d+$/.test(text) ? text : value;
}

/**
 * Builds a value from tokens, in bounded memory: from the first flaw on nothing is kept, but the end is still found, so
 * that the records behind it survive. `add` gives the value with its last token. `skip` counts without building.
 */
export function createAssembler(skip: () => boolean): { add(token: Token): Assembled | undefined } {
  let open: { holder: Json[] | { [key: string]: Json }; key: string }[] = [];
  let depth = 0;
  let size = 0;
  let text = '';
  let isKey = false;
  let flaw: Flaw | undefined;

  const fail = (code: string, reason: string) => {
    flaw ??= { code, reason };
    open = [];
    text = '';
  };
  const finish = (value: Json): Assembled => {
    const done: Assembled = { value: flaw ? null : value, size, ...(flaw ? { flaw } : {}) };
    size = 0;
    flaw = undefined;
    open = [];
    return done;
  };
  const isIgnored = () => flaw !== undefined || skip();
  const grow = (by: number) => {
    size += by;
    if (size > MAX_JSON_RECORD_BYTES && !isIgnored())
      fail('record-too-large', `has more than ${MAX_JSON_RECORD_BYTES} bytes`);
  };

  const put = (value: Json): Assembled | undefined => {
    if (depth === 0) return finish(value);
    if (isIgnored()) return undefined;
    const { holder, key } = open.at(-1)!;
    if (Array.isArray(holder)) holder.push(value);
    else if (key === '__proto__')
      Object.defineProperty(holder, key, { value, enumerable: true, configurable: true, writable: true });
    else holder[key] = value;
    return undefined;
  };
  const start = (holder: Json[] | { [key: string]: Json }) => {
    depth += 1;
    grow(CONTAINER_COST);
    if (depth > MAX_JSON_DEPTH) fail('nested-too-deep', `is nested more than ${MAX_JSON_DEPTH} levels deep`);
    if (!isIgnored()) {
      if (depth > 1) put(holder);
      open.push({ holder, key: '' });
    }
    return undefined;
  };
  const end = (): Assembled | undefined => {
    depth -= 1;
    const closed = open.pop();
    return depth === 0 ? finish(closed?.holder ?? null) : undefined;
  };
  const take = (piece: string) => {
    grow(piece.length);
    if (!isIgnored()) text = text === '' ? piece : text + piece;
  };
  const endText = (): string => {
    const whole = text;
    text = '';
    grow(VALUE_COST);
    if (whole.includes(UNREADABLE)) fail('unreadable-text', 'holds bytes that are no readable text');
    return whole;
  };

  return {
    add(token) {
      switch (token.name) {
        case 'startObject':
          return start({});
        case 'startArray':
          return start([]);
        case 'endObject':
        case 'endArray':
          return end();
        case 'startKey':
          isKey = true;
          return undefined;
        case 'endKey': {
          isKey = false;
          const key = endText();
          if (!isIgnored()) open.at(-1)!.key = key;
          return undefined;
        }
        case 'stringChunk':
          take(token.value);
          return undefined;
        case 'numberChunk':
          take(token.value);
          if (!isKey && text.length > MAX_NUMBER_CHARS)
            fail('number-too-long', `holds a number of more than ${MAX_NUMBER_CHARS} digits`);
          return undefined;
        case 'endString':
          return put(endText());
        case 'endNumber':
          return put(toNumber(endText()));
        case 'trueValue':
          grow(VALUE_COST);
          return put(true);
        case 'falseValue':
          grow(VALUE_COST);
          return put(false);
        case 'nullValue':
          grow(VALUE_COST);
          return put(null);
        default:
          return undefined;
      }
    },
  };
}
