import { jsonParser, type Token } from 'stream-json/core/parser.js';
import type { Change, Json, Origin } from '../../../src/sdk/index.ts';
import { readChunks } from '../blocks.ts';
import { decodeChunks } from '../encoding.ts';
import { emptyKey, type FileInput, type Part, type Position, type RecordReader } from '../format.ts';
import { badText, RefusedFile } from '../refusal.ts';
import { createRecordFinder } from './find-records.ts';
import { toFeatureRecord, watchCollection } from './geojson.ts';
import { type ToRow, toObject } from './to-row.ts';

/** Tokens come singly where texts are long: what is kept of them is for us to say. */
const TOKENS = { packValues: false, streamValues: true };

/** A JSON document with an array of records in it, or a GeoJSON FeatureCollection. Position is the number of records. */
export function openJson(input: FileInput): RecordReader {
  const isGeo = input.dataset.format === 'geojson';
  return { parts: (from, pageBytes) => readParts(input, isGeo, from, pageBytes) };
}

async function* readParts(
  input: FileInput,
  isGeo: boolean,
  from: Position | undefined,
  pageBytes: number,
): AsyncGenerator<Part> {
  const { source, size, name, uri, dataset, signal } = input;
  const skip = from && 'record' in from ? from.record : 0;
  const names = dataset.recordPath === '' ? [] : dataset.recordPath.split('.');
  const finder = createRecordFinder({
    path: isGeo ? ['features'] : names,
    name,
    skip,
    ...(isGeo ? { onText: watchCollection(name) } : {}),
  });
  const toRow = isGeo ? toFeatureRecord : toObject;
  let changes: Change[] = [];
  let bytes = 0;
  const chunks = decodeChunks(readChunks(source, 0, size, signal), dataset.encoding);
  for await (const tokens of tokenize(chunks, name, finder.seen)) {
    for (const token of tokens) {
      const found = finder.add(token);
      if (!found || found.isKnown) continue;
      const src = { uri, pos: String(found.number) };
      changes.push(
        found.flaw
          ? badText('', found.flaw.code, found.flaw.reason, src)
          : toChange(found.value, toRow, dataset.key, src),
      );
      bytes += found.size;
      if (bytes < pageBytes) continue;
      yield { changes, position: { record: found.number }, last: false };
      changes = [];
      bytes = 0;
    }
  }
  finder.end();
  yield { changes, position: { record: finder.seen() }, last: true };
}

function toChange(value: Json, toRow: ToRow, key: string[], src: Origin): Change {
  const read = toRow(value);
  if (!('row' in read)) return badText(JSON.stringify(value), read.code, read.reason, src, read.field);
  const empty = emptyKey(read.row, key);
  if (empty !== undefined)
    return badText(JSON.stringify(value), 'empty-key', `key column ${empty} is empty`, src, empty);
  return { op: 'put', data: read.row, src };
}

async function* tokenize(
  chunks: AsyncIterable<string>,
  name: string,
  seen: () => number,
): AsyncGenerator<Token[]> {
  const tokenizer = jsonParser(TOKENS);
  const write = (text: string): Token[] => {
    try {
      const tokens = tokenizer(text) as { values?: Token[] };
      return tokens.values ?? [];
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      throw new RefusedFile('json-broken', `${name}: no JSON after record ${seen()}: ${reason}`);
    }
  };
  for await (const text of chunks) yield write(text);
  yield write('\n'); // ends a number or word that was the last of the file
}
