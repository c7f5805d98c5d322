import { type Change, ConnectorError, type Row } from '../../src/sdk/index.ts';
import type { FileDataset } from './config.ts';
import { parseCsv } from './csv-parser.ts';
import { byteLength, UNREADABLE } from './encoding.ts';
import { emptyKey } from './format.ts';
import { judgeHeader } from './header.ts';
import type { LineInput, LineParser } from './lines.ts';
import { badText } from './refusal.ts';

const DELIMITERS = [';', ',', '\t', '|'];

/** The delimiter that cuts the header into most columns. Text in quotes does not count. */
function detectDelimiter(header: string): string {
  const bare = header.replace(/"(?:[^"]|"")*"/g, '');
  const count = (delimiter: string) => bare.split(delimiter).length;
  return DELIMITERS.reduce((best, delimiter) => (count(delimiter) > count(best) ? delimiter : best));
}

interface Header {
  delimiter: string;
  columns: string[];
  quotes: boolean;
  /** Characters it takes, with its line end. */
  length: number;
  lines: number;
}

/** First record of a CSV or TSV file. Throws `drift` when it is not the header that was agreed. */
function readHeader(input: LineInput, dataset: FileDataset): Header {
  const { head, name, whole } = input;
  const refuse = (reason: string): never => {
    throw new ConnectorError('drift', `${name}: ${reason}`);
  };
  const quotes = dataset.format === 'csv';
  const first = firstRecord(head, quotes);
  if (head.startsWith('\uFFFE') || first.includes('\u0000'))
    refuse('is not text in the agreed encoding (UTF-16?)');
  const agreed = quotes ? dataset.delimiter : '\t';
  const delimiter = agreed === 'auto' ? detectDelimiter(head.split('\n', 1)[0]!) : agreed;
  let columns: string[] | undefined;
  let stopped = false;
  const lineEnd = head.indexOf('\n') + 1;
  // Only the first record: its quotes may hold line ends, so it is cut by the parser, not by lines.
  const read = parseCsv(
    first,
    1,
    whole || lineEnd > 0,
    { delimiter, columns: 0, quotes },
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
  const judged = judgeHeader(name, columns, dataset, input.remembered);
  return { delimiter, quotes, columns: judged, length: read.consumed, lines: read.line - 1 };
}

/** Text up to the first line end outside quotes. */
function firstRecord(text: string, quotes: boolean): string {
  let open = false;
  for (let at = 0; at < text.length; at++) {
    if (quotes && text[at] === '"') open = !open;
    else if (text[at] === '\n' && !open) return text.slice(0, at + 1);
  }
  return text;
}

/** CSV (RFC 4180) and TSV (text/tab-separated-values). */
export function createCsvParser(input: LineInput, dataset: FileDataset): LineParser {
  const header = readHeader(input, dataset);
  const { columns, delimiter, quotes } = header;
  const { uri } = input;
  const width = columns.length;
  // Copied for each record: an object that is given its columns one by one becomes a hash table, which costs twice as
  // much to fill and more to read.
  const blank = JSON.parse(`{${columns.map((column) => `${JSON.stringify(column)}:""`).join(',')}}`) as Row;
  const options = { delimiter, columns: width, quotes };
  return {
    encoding: input.encoding,
    columns,
    start: {
      offset: input.skipBytes + byteLength(input.head.slice(0, header.length), input.encoding),
      line: header.lines + 1,
    },
    parse(text, line, final) {
      const changes: Change[] = [];
      const suspicious = text.includes(UNREADABLE);
      const bad = (raw: string, code: string, reason: string, onLine: number, field?: string) => {
        changes.push(badText(raw, code, reason, { uri, pos: String(onLine) }, field));
      };
      const read = parseCsv(text, line, final, options, {
        record(fields, onLine) {
          if (suspicious && fields.some((field) => field.includes(UNREADABLE)))
            return bad(
              fields.join(delimiter),
              'unreadable-text',
              `holds bytes that are no ${input.encoding} text`,
              onLine,
            );
          const data: Row = { ...blank };
          for (let i = 0; i < width; i++) data[columns[i]!] = fields[i];
          const empty = emptyKey(data, dataset.key);
          if (empty !== undefined)
            return bad(fields.join(delimiter), 'empty-key', `key column ${empty} is empty`, onLine, empty);
          changes.push({ op: 'put', data, src: { uri, pos: String(onLine) } });
        },
        bad,
      });
      return { changes, ...read };
    },
  };
}
