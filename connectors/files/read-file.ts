import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { type Change, ConnectorError } from '../../src/sdk/index.ts';
import { readBlock } from './blocks.ts';
import type { FileDataset } from './config.ts';
import { createCsvFileParser } from './csv.ts';
import { byteLength, decode } from './encoding.ts';
import type { FileParser } from './format.ts';
import { toFileError, type WaitingFile } from './inbox.ts';
import { createNdjsonFileParser } from './ndjson.ts';

/** Some records of a file, and where the next ones begin. */
export interface Part {
  changes: Change[];
  offset: number;
  line: number;
  last: boolean;
}

const HEAD_BYTES = 64 * 1024;
const BOM = Buffer.from([0xef, 0xbb, 0xbf]);

/** Longest record; beyond it a quote was not closed, and its line is given up instead of the file. */
const MAX_RECORD_BYTES = 1024 * 1024;

/** Opens a file that is no link, even if it became one after it was listed. */
export async function openFile(file: WaitingFile): Promise<FileHandle> {
  try {
    return await open(file.path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    throw toFileError(error, file.path);
  }
}

/** Reads the header (if the format has one) and gives the parser of the records after it. */
export async function createFileParser(
  handle: FileHandle,
  file: WaitingFile,
  dataset: FileDataset,
): Promise<FileParser> {
  const [size, modifiedMs] = file.print;
  const head = await readBlock(handle, 0, size, HEAD_BYTES);
  if (head.bytes.length === 0) throw new ConnectorError('drift', `${file.name}: is empty`);
  // A byte order mark settles the encoding, whatever was agreed.
  const marked = head.bytes.subarray(0, 3).equals(BOM);
  const skipBytes = marked ? BOM.length : 0;
  const encoding = marked ? 'utf-8' : dataset.encoding;
  const create = dataset.format === 'csv' ? createCsvFileParser : createNdjsonFileParser;
  return create(
    {
      head: decode(head.bytes.subarray(skipBytes), encoding),
      encoding,
      skipBytes,
      whole: head.final,
      name: file.name,
      // Without a key the place is the identity, and the same name may be dropped again with other content.
      uri: dataset.key.length > 0 ? file.name : `${file.name}@${new Date(modifiedMs).toISOString()}`,
    },
    dataset,
  );
}

/** The records from a position on, in parts of about `pageBytes`. */
export async function* readParts(
  handle: FileHandle,
  parser: FileParser,
  from: { offset: number; line: number },
  file: WaitingFile,
  pageBytes: number,
): AsyncGenerator<Part> {
  const [size] = file.print;
  const { encoding } = parser;
  let { offset, line } = from;
  let want = pageBytes;
  for (;;) {
    const block = await readBlock(handle, offset, size, want);
    const text = decode(block.bytes, encoding);
    const giveUp = block.final || block.bytes.length >= Math.max(MAX_RECORD_BYTES, pageBytes * 2);
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
    yield { changes: parsed.changes, offset, line, last };
    if (last) return;
  }
}
