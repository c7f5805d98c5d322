import { type Change, ConnectorError, type Row } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';
import { parseCsv } from './csv-parser.ts';
import { byteLength, UNREADABLE } from './encoding.ts';
import { type FileParser, missingKey, type ParserInput } from './format.ts';

const DELIMITERS = [';', ',', '\t', '|'];

/** The delimiter that cuts the header into most columns. Text in quotes does not count. */
function detectDelimiter(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

export interface Header {
  delimiter: string;
  columns: string[];
  /** Characters it takes, with its line end. */
  length: number;
  lines: number;
}

/** First record of a CSV file. Throws `drift` when it is not the header that was agreed. */
export function readHeader(
  input: Pick<ParserInput, 'head' | 'name' | 'whole'>,
  dataset: FileDataset,
): Header {
  const { head, name, whole } = input;
  const refuse = (reason: string): never => {
    throw new ConnectorError('drift', `${name}: ${reason}`);
  };
  if (head.startsWith('\uFFFE') || head.includes('\u0000'))
    refuse('is not text in the agreed encoding (UTF-16?)');
  const delimiter =
    dataset.delimiter === 'auto' ? detectDelimiter(head.split('\n', 1)[0]!) : dataset.delimiter;
  let columns: string[] | undefined;
  let stopped = false;
  const lineEnd = head.indexOf('\n') + 1;
  // Only the first record: its quotes may hold line ends, so it is cut by the parser, not by lines.
  const read = parseCsv(
    firstRecord(head),
    1,
    whole || lineEnd > 0,
    { delimiter, columns: 0 },
    {
      record: (fields) => {
        columns ??= fields;
      },
      bad: () => {
        stopped = true;
      },
    },
  );
  if (!columns || stopped) return refuse('has no readable header');
  const names = columns.map((column) => column.trim().normalize('NFC'));
  const twice = names.find((column, index) => names.indexOf(column) !== index);
  if (twice !== undefined) refuse(`column "${twice}" stands in the header twice`);
  const expected = [...new Set([...(dataset.columns ?? []), ...dataset.key])].map((column) =>
    column.normalize('NFC'),
  );
  const missing = expected.filter((column) => !names.includes(column));
  if (missing.length > 0) refuse(`missing columns ${missing.join(', ')}; the header has ${names.join(', ')}`);
  return { delimiter, columns: names, length: read.consumed, lines: read.line - 1 };
}

/** Text up to the first line end outside quotes. */
function firstRecord(text: string): string {
  let open = false;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === '"') open = !open;
    else if (text[at] === '\n' && !open) return text.slice(0, at + 1);
  }
  return text;
}

export function createCsvFileParser(input: ParserInput, dataset: FileDataset): FileParser {
  const header = readHeader(input, dataset);
  const { columns, delimiter } = header;
  const { uri } = input;
  const width = columns.length;
  const start = {
    offset: input.skipBytes + byteLength(input.head.slice(0, header.length), input.encoding),
    line: header.lines + 1,
  };
  return {
    encoding: input.encoding,
    start,
    parse(text, line, final) {
      const changes: Change[] = [];
      const suspicious = text.includes(UNREADABLE);
      const bad = (raw: string, reason: string, onLine: number) => {
        changes.push({ op: 'bad', raw, reason, src: { uri, pos: String(onLine) } });
      };
      const read = parseCsv(
        text,
        line,
        final,
        { delimiter, columns: width },
        {
          record(fields, onLine) {
            if (suspicious && fields.some((field) => field.includes(UNREADABLE)))
              return bad(fields.join(delimiter), `holds bytes that are no ${input.encoding} text`, onLine);
            const data: Row = {};
            for (let i = 0; i < width; i++) data[columns[i]!] = fields[i];
            const reason = missingKey(data, dataset.key);
            if (reason !== undefined) return bad(fields.join(delimiter), reason, onLine);
            changes.push({ op: 'put', data, src: { uri, pos: String(onLine) } });
          },
          bad,
        },
      );
      return { changes, ...read };
    },
  };
}
