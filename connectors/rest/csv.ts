/** Fields of one row, and the line it begins on. */
export interface CsvRow {
  fields: string[];
  line: number;
}

/** `complete` is false when the text ends inside a quoted field. */
export interface CsvText {
  rows: CsvRow[];
  complete: boolean;
}

/** RFC 4180 with a delimiter of choice: quotes, doubled quotes, line ends inside quotes. Empty lines are skipped. */
export function parseCsv(text: string, delimiter: string): CsvText {
  const rows: CsvRow[] = [];
  let fields: string[] = [];
  let field = '';
  let quoted = false;
  let line = 1;
  let start = 1;
  const endRow = () => {
    fields.push(field);
    if (fields.length > 1 || fields[0] !== '') rows.push({ fields, line: start });
    fields = [];
    field = '';
  };
  // A byte order mark is no part of the first column's name.
  for (let at = text.startsWith('\uFEFF') ? 1 : 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\n') line += 1;
    if (quoted) {
      if (char !== '"') field += char;
      else if (text[at + 1] === '"') {
        field += '"';
        at += 1;
      } else quoted = false;
    } else if (char === '"' && field === '') quoted = true;
    else if (char === delimiter) {
      fields.push(field);
      field = '';
    } else if (char === '\n') {
      endRow();
      start = line;
    } else if (!(char === '\r' && text[at + 1] === '\n')) field += char;
  }
  if (field !== '' || fields.length > 0) endRow();
  return { rows, complete: !quoted };
}
