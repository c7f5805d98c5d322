import iconv from 'iconv-lite';
import type { Encoding } from './config.ts';

/** Stands where bytes were no text of the encoding (Unicode replacement character). */
export const UNREADABLE = '\uFFFD';

export function decode(bytes: Buffer, encoding: Encoding): string {
  return encoding === 'utf-8' ? bytes.toString('utf8') : iconv.decode(bytes, encoding, { stripBOM: false });
}

/** Bytes that a decoded text took in the file. All encodings but UTF-8 are one byte per character. */
export function byteLength(text: string, encoding: Encoding): number {
  return encoding === 'utf-8' ? Buffer.byteLength(text, 'utf8') : text.length;
}

/** Pieces of bytes → pieces of text; a character may lie across two of them. A UTF-8 byte order mark wins and is dropped. */
export async function* decodeChunks(
  chunks: AsyncIterable<Buffer>,
  encoding: Encoding,
): AsyncGenerator<string> {
  let decoder: { write(bytes: Buffer): string; end(): string | undefined } | undefined;
  for await (let chunk of chunks) {
    if (!decoder) {
      const marked = chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
      if (marked) chunk = chunk.subarray(3);
      decoder = iconv.getDecoder(marked ? 'utf-8' : encoding, { stripBOM: false });
    }
    yield decoder.write(chunk);
  }
  const rest = decoder?.end();
  if (rest) yield rest;
}
