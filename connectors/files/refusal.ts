import { type Change, ConnectorError, type Origin } from '../../src/sdk/index.ts';

/** Characters of a refused record that are kept; its place says where the rest is. */
const MAX_RAW_CHARS = 2000;

/** A file that cannot be read to its end: a bomb, or no file of its format. `code` is a stable word to count by. */
export class RefusedFile extends ConnectorError {
  readonly code: string;

  constructor(code: string, message: string) {
    super('drift', message);
    this.code = code;
  }
}

/** What of a refused text is kept. */
export function cutRaw(text: string): string {
  return text.length <= MAX_RAW_CHARS ? text : `${text.slice(0, MAX_RAW_CHARS)}… (${text.length} characters)`;
}

/** A record that cannot be read. Its text is cut: quarantine is no place for megabytes. */
export function badText(raw: string, code: string, reason: string, src: Origin, field?: string): Change {
  return { op: 'bad', raw: cutRaw(raw), reason, code, src, ...(field === undefined ? {} : { field }) };
}
