import { TextDecoder } from 'node:util';
import iconv from 'iconv-lite';
import { ConnectorError } from '../contract.ts';

/** Encodings besides UTF-8 and UTF-16 that a declaration may name: one byte per character, ASCII below 0x80. */
const SINGLE_BYTE = /^(us-ascii|iso-8859-\d{1,2}|windows-125\d)$/;
/** Bytes in which the declaration must stand. */
const HEAD = 1024;

interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

function strict(encoding: 'utf-8' | 'utf-16le' | 'utf-16be'): Decoder {
  const decoder = new TextDecoder(encoding, { fatal: true });
  return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
}

function singleByte(encoding: string): Decoder {
  const decoder = iconv.getDecoder(encoding);
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}

/** Chosen by byte order mark, by the shape of the first bytes, then by the declaration (XML 1.0, appendix F). */
function chooseDecoder(head: Uint8Array): Decoder {
  const [a, b, c] = head;
  if (a === 0xfe && b === 0xff) return strict('utf-16be');
  if (a === 0xff && b === 0xfe) return strict('utf-16le');
  if (a === 0xef && b === 0xbb && c === 0xbf) return strict('utf-8');
  if (a === 0x00 && b === 0x3c) return strict('utf-16be');
  if (a === 0x3c && b === 0x00) return strict('utf-16le');
  const start = Buffer.from(head.subarray(0, HEAD)).toString('latin1');
  const declared = /^<\?xml\s[^>]*?\sencoding\s*=\s*["']([^"']{1,40})["']/.exec(start)?.[1] ?? 'utf-8';
  const name = declared.toLowerCase();
  if (name === 'utf-8' || name === 'utf8') return strict('utf-8');
  if (SINGLE_BYTE.test(name) && iconv.encodingExists(name)) return singleByte(name);
  throw new ConnectorError(
    'drift',
    `line 1, column 1: unknown XML encoding ${JSON.stringify(declared.replace(/[^\w.:-]/g, '?'))}`,
  );
}

/** Enough to see the declaration, or that there is none. */
function isHeadWhole(head: Uint8Array): boolean {
  if (head.length >= HEAD) return true;
  if (head.length < 4) return false;
  return head[0] !== 0x3c || head[1] !== 0x3f || head.includes(0x3e);
}

/**
 * Text of a document that arrives in pieces; characters cut between two pieces come whole. Pieces that are text already
 * pass as they are. Throws `drift` for an unknown encoding and for bytes that are no text of theirs.
 */
export async function* decodeXml(chunks: AsyncIterable<Uint8Array | string>): AsyncGenerator<string> {
  let decoder: Decoder | undefined;
  let head: Uint8Array = new Uint8Array();
  const read = (decode: () => string): string => {
    try {
      return decode();
    } catch (error) {
      if (error instanceof ConnectorError) throw error;
      throw new ConnectorError('drift', 'the document has bytes that are no text of its encoding');
    }
  };
  for await (const chunk of chunks) {
    if (typeof chunk === 'string') {
      yield chunk;
      continue;
    }
    let bytes = chunk;
    if (!decoder) {
      head = head.length === 0 ? chunk : Buffer.concat([head, chunk]);
      if (!isHeadWhole(head)) continue;
      decoder = chooseDecoder(head);
      bytes = head;
      head = new Uint8Array();
    }
    const chosen = decoder;
    yield read(() => chosen.write(bytes));
  }
  if (head.length > 0) {
    decoder = chooseDecoder(head);
    const chosen = decoder;
    yield read(() => chosen.write(head));
  }
  const last = decoder;
  // A character cut off at the very end is a truncated document: the parser sees that by itself.
  if (last) yield endOf(last);
}

function endOf(decoder: Decoder): string {
  try {
    return decoder.end();
  } catch {
    return '';
  }
}
