import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { parseCsv } from '../../connectors/files/csv-parser.ts';
import { createRandom } from '../../src/sdk/conformance/rows.ts';

interface Read {
  records: string[][];
  lines: number[];
  bad: [string, string, number][];
  consumed: number;
}

function read(text: string, { delimiter = ';', columns = 0, final = true } = {}): Read {
  const found: Read = { records: [], lines: [], bad: [], consumed: 0 };
  const { consumed } = parseCsv(
    text,
    1,
    final,
    { delimiter, columns },
    {
      record: (fields, line) => {
        found.records.push(fields);
        found.lines.push(line);
      },
      bad: (raw, _code, reason, line) => found.bad.push([raw, reason, line]),
    },
  );
  return { ...found, consumed };
}

/** Well-formed CSV with every awkward thing RFC 4180 allows. */
function makeCsv(seed: number): string {
  const random = createRandom(seed);
  const pick = (list: string[]) => list[Math.floor(random() * list.length)]!;
  const end = pick(['\n', '\r\n']);
  const field = () => {
    const text = Array.from({ length: Math.floor(random() * 4) }, () =>
      pick(['a', 'Đ', ' ', '1,5', 'x"y', ';', '\n', '\r\n', '😀']),
    ).join('');
    return /[";\r\n]/.test(text) || random() < 0.2 ? `"${text.replaceAll('"', '""')}"` : text;
  };
  const rows = Array.from({ length: 1 + Math.floor(random() * 12) }, () => `k;${field()};${field()}`);
  return rows.join(end) + (random() < 0.5 ? end : '');
}

describe('csv parser', () => {
  it('reads 500 generated texts as csv-parse reads them, whole and block by block', () => {
    for (let seed = 1; seed <= 500; seed++) {
      const text = makeCsv(seed);
      const expected = parse(text, { delimiter: ';' }) as string[][];
      const whole = read(text, { columns: 3 });
      expect(whole.records, JSON.stringify(text)).toEqual(expected);
      expect(whole.bad).toEqual([]);

      // In blocks of whole lines, as files are read; a block grows while it holds no whole record.
      const joined: string[][] = [];
      for (let at = 0, size = 1; at < text.length; ) {
        const lineEnd = text.indexOf('\n', at + size - 1) + 1;
        const final = lineEnd === 0 || lineEnd === text.length;
        const part = read(final ? text.slice(at) : text.slice(at, lineEnd), { columns: 3, final });
        joined.push(...part.records);
        size = part.consumed === 0 ? size + 5 : 1;
        at += part.consumed;
      }
      expect(joined, `in blocks: ${JSON.stringify(text)}`).toEqual(expected);
    }
  });

  it('says the line a record began on, also after records of several lines', () => {
    expect(read('a;"x\ny\r\nz"\n\nb;c\n"d";"e\nf"\ng;h').lines).toEqual([1, 5, 6, 8]);
  });

  it.each([
    ['a quote that is never closed', 'a;"b\nc;d\n', [['c', 'd']], 1],
    [
      'a quote that closes lines later',
      'a;"b\nc;d\ne";f\ng;h\n',
      [
        ['c', 'd'],
        ['g', 'h'],
      ],
      2,
    ],
    ['text after a closing quote', 'a;"b"c\nd;e\n', [['d', 'e']], 1],
    ['too few fields', 'a\nb;c\n', [['b', 'c']], 1],
  ])('goes on after %s', (_name, text, records, bad) => {
    const found = read(text, { columns: 2 });
    expect(found.records).toEqual(records);
    expect(found.bad).toHaveLength(bad);
  });

  it('leaves what is not complete yet', () => {
    expect(read('a;b\nc', { final: false })).toMatchObject({ records: [['a', 'b']], consumed: 4 });
    expect(read('a;"b\n', { final: false })).toMatchObject({ records: [], bad: [], consumed: 0 });
  });
});
