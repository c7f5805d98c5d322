/**
 * CSV (RFC 4180) over whole lines of text, with its delimiter and either line end. Written for this connector because
 * it must say for every record on which line and character it began, go on after a quote that was never closed, and
 * keep up with COPY: a line without a quote is cut at its delimiters and nothing else.
 */
export interface CsvSink {
  record(fields: string[], line: number): void;
  /** A line that cannot be read; the next line is read as if nothing had happened. */
  bad(raw: string, code: string, reason: string, line: number): void;
}

export interface CsvOptions {
  delimiter: string;
  /** Fields per record; 0 = any number (the header). */
  columns: number;
  /** false: a quote is a character as any other (text/tab-separated-values). */
  quotes?: boolean;
}

const QUOTE = 34;
const CR = 13;
const LF = 10;

/** Result of reading one record that holds quotes: its fields and where the next record begins. */
type Quoted = { fields: string[]; next: number } | 'unclosed' | 'stray';

function readQuoted(text: string, from: number, delimiter: string): Quoted {
  const fields: string[] = [];
  const mark = delimiter.charCodeAt(0);
  let at = from;
  for (;;) {
    if (text.charCodeAt(at) === QUOTE) {
      let close = text.indexOf('"', at + 1);
      let doubled = false;
      while (close !== -1 && text.charCodeAt(close + 1) === QUOTE) {
        doubled = true;
        close = text.indexOf('"', close + 2);
      }
      if (close === -1) return 'unclosed';
      const field = text.slice(at + 1, close);
      fields.push(doubled ? field.replaceAll('""', '"') : field);
      at = close + 1;
      if (text.charCodeAt(at) === CR && text.charCodeAt(at + 1) === LF) at += 1;
    } else {
      const start = at;
      let code = text.charCodeAt(at);
      while (at < text.length && code !== mark && code !== LF) {
        if (code === QUOTE) return 'stray';
        code = text.charCodeAt(++at);
      }
      const end = code === LF && text.charCodeAt(at - 1) === CR ? at - 1 : at;
      fields.push(text.slice(start, Math.max(start, end)));
    }
    if (at >= text.length) return { fields, next: at };
    const after = text.charCodeAt(at);
    at += 1;
    if (after === LF) return { fields, next: at };
    if (after !== mark) return 'stray';
  }
}

function countLines(text: string, from: number, to: number): number {
  let lines = 0;
  for (let at = text.indexOf('\n', from); at !== -1 && at < to; at = text.indexOf('\n', at + 1)) lines += 1;
  return lines;
}

/**
 * Reads the records of `text`, whose first line is number `line`. `final` = nothing follows: otherwise a record that is
 * still open at the end is left, to be read again with what follows it. Gives the characters and lines consumed.
 */
export function parseCsv(
  text: string,
  line: number,
  final: boolean,
  { delimiter, columns, quotes = true }: CsvOptions,
  sink: CsvSink,
): { consumed: number; line: number } {
  let at = 0;
  let quote = quotes ? text.indexOf('"') : -1;
  while (at < text.length) {
    const newline = text.indexOf('\n', at);
    if (newline === -1 && !final) break;
    const stop = newline === -1 ? text.length : newline;
    const end = text.charCodeAt(stop - 1) === CR && stop > at ? stop - 1 : stop;
    if (quote !== -1 && quote < at) quote = text.indexOf('"', at);

    if (quote === -1 || quote >= stop) {
      if (end > at) emit(text.slice(at, end).split(delimiter), line, at, end);
      at = stop + 1;
      line += 1;
      continue;
    }
    const read = readQuoted(text, at, delimiter);
    if (read === 'unclosed' && !final) break;
    const spansLines = typeof read === 'object' && read.next > stop + 1;
    // A quote opened by mistake swallows lines until the next one; the count of fields gives it away.
    if (typeof read === 'string' || (spansLines && columns > 0 && read.fields.length !== columns)) {
      if (read === 'stray')
        sink.bad(text.slice(at, end), 'stray-quote', 'a quote stands in the middle of a field', line);
      else sink.bad(text.slice(at, end), 'unclosed-quote', 'a quote is never closed', line);
      at = stop + 1;
      line += 1;
      continue;
    }
    emit(read.fields, line, at, end);
    line += spansLines ? countLines(text, at, read.next) : 1;
    at = read.next;
  }
  return { consumed: Math.min(at, text.length), line };

  function emit(fields: string[], onLine: number, from: number, to: number): void {
    if (columns === 0 || fields.length === columns) sink.record(fields, onLine);
    else
      sink.bad(
        text.slice(from, to),
        'wrong-field-count',
        `${fields.length} fields instead of ${columns}`,
        onLine,
      );
  }
}
