import type { Token } from 'stream-json/core/parser.js';
import { MAX_JSON_HARD_DEPTH } from '../limits.ts';
import { RefusedFile } from '../refusal.ts';
import { type Assembled, createAssembler } from './assemble.ts';

/** A name or text outside the records that is longer cannot be one that is looked for. */
const MAX_OUTER_TEXT = 1000;

export interface FindOptions {
  /** Names that lead from the document to the array of records. */
  path: readonly string[];
  /** Name of the file, for messages. */
  name: string;
  /** Records that are already known: they are stepped over without being built. */
  skip: number;
  /** Texts beside the records, with the names that lead to them. */
  onText?(path: readonly string[], text: string): void;
}

/** Follows the tokens of one document and gives the records of the array at `path`, one by one. */
export function createRecordFinder({ path, name, skip, onText }: FindOptions) {
  let seen = 0;
  let depth = 0;
  /** Depth of the array of records while one is inside it. */
  let arrayDepth = -1;
  let found = false;
  let started = false;
  let text = '';
  let tooLong = false;
  const keys: (string | undefined)[] = [];
  const assembler = createAssembler(() => seen < skip);

  const isAtPath = () => keys.length === path.length && path.every((key, level) => keys[level] === key);

  const outer = (token: Token) => {
    switch (token.name) {
      case 'startArray':
        if (isAtPath()) {
          found = true;
          arrayDepth = depth;
        }
        keys.push(undefined);
        break;
      case 'startObject':
        keys.push(undefined);
        break;
      case 'endArray':
      case 'endObject':
        keys.pop();
        break;
      case 'startKey':
      case 'startString':
        text = '';
        tooLong = false;
        break;
      case 'stringChunk':
        tooLong ||= text.length + token.value.length > MAX_OUTER_TEXT;
        if (!tooLong) text += token.value;
        break;
      case 'endKey':
        keys[keys.length - 1] = tooLong ? undefined : text;
        break;
      case 'endString':
        if (!tooLong && onText && keys.every((key) => key !== undefined)) onText(keys as string[], text);
        break;
    }
  };

  return {
    /** The record that ends with this token, with its number from 1; undefined inside and between records. */
    add(token: Token): (Assembled & { number: number; isKnown: boolean }) | undefined {
      started = true;
      const { name: kind } = token;
      const opens = kind === 'startArray' || kind === 'startObject';
      const closes = kind === 'endArray' || kind === 'endObject';
      if (opens && depth >= MAX_JSON_HARD_DEPTH)
        throw new RefusedFile(
          'nested-too-deep',
          `${name}: is nested more than ${MAX_JSON_HARD_DEPTH} levels deep`,
        );
      const isInside = arrayDepth !== -1 && !(kind === 'endArray' && depth === arrayDepth + 1);
      if (closes) depth -= 1;
      let record: ReturnType<typeof this.add>;
      if (isInside) {
        const done = assembler.add(token);
        if (done) {
          seen += 1;
          record = { ...done, number: seen, isKnown: seen <= skip };
        }
      } else {
        if (closes && depth === arrayDepth) arrayDepth = -1;
        outer(token);
      }
      if (opens) depth += 1;
      return record;
    },
    /** Throws when the document has no array where the records should be, or stops in its middle. */
    end(): void {
      if (!started) throw new RefusedFile('json-broken', `${name}: holds no JSON`);
      if (depth > 0) throw new RefusedFile('json-broken', `${name}: the document stops after record ${seen}`);
      if (!found)
        throw new RefusedFile(
          'no-records',
          `${name}: has no array ${path.length === 0 ? 'as its document' : `at ${path.join('.')}`}`,
        );
    },
    seen: () => seen,
  };
}
