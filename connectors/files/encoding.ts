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
