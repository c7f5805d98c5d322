import type { Change, Json, Row } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';
import { UNREADABLE } from './encoding.ts';
import { type FileParser, missingKey, type ParserInput } from './format.ts';

function toChange(written: string, src: { uri: string; pos: string }, dataset: FileDataset): Change {
  const bad = (raw: Json, reason: string): Change => ({ op: 'bad', raw, reason, src });
  if (written.includes(UNREADABLE)) return bad(written, `holds bytes that are no readable text`);
  let value: Json;
  try {
    value = JSON.parse(written) as Json;
  } catch {
    return bad(written, 'is not JSON');
  }
  if (value === null || typeof value !== 'object' || Array.isArray(value))
    return bad(value, 'is not an object');
  const reason = missingKey(value, dataset.key);
  return reason === undefined ? { op: 'put', data: value as Row, src } : bad(value, reason);
}

/** One JSON value per line (https://github.com/ndjson/ndjson-spec); empty lines are skipped. */
export function createNdjsonFileParser(input: ParserInput, dataset: FileDataset): FileParser {
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
