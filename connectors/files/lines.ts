import { type Change, ConnectorError } from '../../src/sdk/index.ts';
import { findLineEnd, readBlock } from './blocks.ts';
import type { Encoding, FileDataset } from './config.ts';
import { byteLength, decode } from './encoding.ts';
import type { FileInput, Part, Position, RecordReader } from './format.ts';
import { MAX_RECORD_BYTES } from './limits.ts';
import { badText } from './refusal.ts';

/** Reads the records of a file whose records are lines. */
export interface LineParser {
  encoding: Encoding;
  columns?: string[];
  /** First byte and line number of the first record: after the header, if there is one. */
  start: { offset: number; line: number };
  /** Changes of one block, the characters consumed (the rest belongs to the next block), and the line after them. */
  parse(text: string, line: number, final: boolean): { changes: Change[]; consumed: number; line: number };
}

export interface LineInput {
  /** First bytes of the file, decoded, without byte order mark. */
  head: string;
  encoding: Encoding;
  /** Bytes of the byte order mark. */
  skipBytes: number;
  /** The file is not longer than `head`. */
  whole: boolean;
  name: string;
  uri: string;
  remembered?: readonly string[];
}

const HEAD_BYTES = 64 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** A file of lines: position is a byte, so going on costs nothing. Reads the header, if the format has one. */
export async function openLines(
  input: FileInput,
  createParser: (input: LineInput, dataset: FileDataset) => LineParser,
): Promise<RecordReader> {
  const { source, size, name, uri, dataset, remembered } = input;
  const head = await readBlock(source, 0, size, HEAD_BYTES, HEAD_BYTES);
  if (head.bytes.length === 0) throw new ConnectorError('drift', `${name}: is empty`);
  // A byte order mark settles the encoding, whatever was agreed.
  const marked = head.bytes.subarray(0, 3).equals(BOM);
  const skipBytes = marked ? BOM.length : 0;
  const encoding = marked ? 'utf-8' : dataset.encoding;
  const parser = createParser(
    {
      head: decode(head.bytes.subarray(skipBytes), encoding),
      encoding,
      skipBytes,
      whole: head.final,
      name,
      uri,
      ...(remembered ? { remembered } : {}),
    },
    dataset,
  );
  return {
    ...(parser.columns ? { columns: parser.columns } : {}),
    parts: (from, pageBytes) => readParts(input, parser, from, pageBytes),
  };
}

async function* readParts(
  { source, size, uri, signal }: FileInput,
  parser: LineParser,
  from: Position | undefined,
  pageBytes: number,
): AsyncGenerator<Part> {
  const { encoding } = parser;
  const longest = Math.max(MAX_RECORD_BYTES, pageBytes * 2);
  let { offset, line } = from && 'offset' in from ? from : parser.start;
  let want = pageBytes;
  for (;;) {
    const block = await readBlock(source, offset, size, want, longest);
    if (block.endless) {
      const next = await findLineEnd(source, offset + block.bytes.length, size, signal);
      const start = decode(block.bytes.subarray(0, 8192), encoding);
      const reason = `the line has ${next - offset} bytes, more than ${longest}`;
      const bad = badText(start, 'line-too-long', reason, { uri, pos: String(line) });
      offset = next;
      line += 1;
      yield { changes: [bad], position: { offset, line }, last: offset >= size };
      if (offset >= size) return;
      continue;
    }
    const text = decode(block.bytes, encoding);
    const giveUp = block.final || block.bytes.length >= longest;
    const parsed = parser.parse(text, line, giveUp);
    if (parsed.consumed === 0 && !block.final) {
      want *= 2; // one record longer than the block
      continue;
    }
    want = pageBytes;
    offset +=
      parsed.consumed === text.length
        ? block.bytes.length
        : byteLength(text.slice(0, parsed.consumed), encoding);
    line = parsed.line;
    const last = block.final && parsed.consumed === text.length;
    yield { changes: parsed.changes, position: { offset, line }, last };
    if (last) return;
  }
}
