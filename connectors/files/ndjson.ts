import type { Change, Json, Row } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';
import { UNREADABLE } from './encoding.ts';
import { emptyKey } from './format.ts';
import type { LineInput, LineParser } from './lines.ts';
import { badText } from './refusal.ts';

function toChange(written: string, src: { uri: string; pos: string }, dataset: FileDataset): Change {
  const bad = (code: string, reason: string, field?: string): Change =>
    badText(written, code, reason, src, field);
  if (written.includes(UNREADABLE)) return bad('unreadable-text', `holds bytes that are no readable text`);
  let value: Json;
  try {
    value = JSON.parse(written) as Json;
  } catch {
    return bad('not-json', 'is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return bad('not-an-object', 'is not an object');
  const empty = emptyKey(value, dataset.key);
  if (empty !== undefined) return bad('empty-key', `key column ${empty} is empty`, empty);
  return { op: 'put', data: value as Row, src };
}

/** One JSON value per line (https://github.com/ndjson/ndjson-spec); empty lines are skipped. */
export function createNdjsonParser(input: LineInput, dataset: FileDataset): LineParser {
  return {
    encoding: input.encoding,
    start: { offset: input.skipBytes, line: 1 },
    parse(text, line, final) {
      const changes: Change[] = [];
      let at = 0;
      while (at < text.length) {
        const newline = text.indexOf('\n', at);
        if (newline === -1 && !final) break;
        const stop = newline === -1 ? text.length : newline;
        const written = text.slice(at, stop).trim();
        if (written !== '') changes.push(toChange(written, { uri: input.uri, pos: String(line) }, dataset));
        at = stop + 1;
        line += 1;
      }
      return { changes, consumed: Math.min(at, text.length), line };
    },
  };
}
