import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { files } from '../../connectors/files/index.ts';
import { toIsoText, toNumberText } from '../../connectors/files/xlsx/cell-value.ts';
import { kindOfFormat } from '../../connectors/files/xlsx/number-format.ts';
import { columnOf, lettersOf } from '../../connectors/files/xlsx/read-rows.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type BookOptions, bookParts, cell, sheet, textBook, zip } from './files-workbook.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(path.join(os.tmpdir(), 'files-'));
});
afterEach(() => rm(dir, { recursive: true, force: true }));

const drop = async (book: BookOptions) => writeFile(path.join(dir, 'r.xlsx'), await zip(bookParts(book)));
const open = (dataset: object = {}) =>
  createTestSource(files, {
    dir,
    settleMs: 0,
    after: 'keep',
    datasets: [{ name: 'rows', pattern: 'r*', format: 'xlsx', key: ['id'], ...dataset }],
  });
async function read(dataset: object = {}) {
  const { connector, ctx } = await open(dataset);
  return readPages(connector, ctx, 'rows');
}
const row = (number: number, cells: string) => `<row r="${number}">${cells}</row>`;
const head = (...names: string[]) => row(1, names.map((name, i) => cell(`${lettersOf(i)}1`, name)).join(''));

const styles = `<numFmts><numFmt numFmtId="164" formatCode="dd/mm/yyyy\\ hh:mm"/><numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>
  <cellStyleXfs><xf numFmtId="14"/></cellStyleXfs>
  <cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="164"/><xf numFmtId="165"/><xf numFmtId="20"/></cellXfs>`;

describe('files, XLSX: cells', () => {
  it('reads texts, numbers as shown, dates, truth values and saved values of formulas', async () => {
    const shared =
      '<si><t>Đường &amp; phố</t></si><si><r><t>Lý </t></r><r><t>Thái Tổ</t></r><rPh sb="0" eb="1"><t>no</t></rPh></si><si><t>a_x000D_b</t></si>';
    await drop({
      shared,
      styles,
      sheets: {
        Data: sheet(
          head('id', 'text', 'number', 'day', 'moment', 'length', 'time', 'yes', 'sum', 'shown') +
            row(
              2,
              '<c r="A2"><v>1</v></c><c r="B2" t="s"><v>1</v></c><c r="C2"><v>0.30000000000000004</v></c><c r="D2" s="1"><v>45658</v></c><c r="E2" s="2"><v>45658.520833333336</v></c><c r="F2" s="3"><v>1.5</v></c><c r="G2" s="4"><v>0.75</v></c><c r="H2" t="b"><v>1</v></c><c r="I2"><f>SUM(A2:B2)</f><v>12</v></c><c r="J2" t="str"><f>"a"</f><v>a</v></c>',
            ) +
            row(3, '<c r="A3" t="s"><v>0</v></c><c r="B3" t="s"><v>2</v></c><c r="E3" s="2"/>'),
        ),
      },
    });
    const pages = await read();
    expect(putsOf(pages)).toEqual([
      {
        id: '1',
        text: 'Lý Thái Tổ',
        number: '0.3',
        day: '2025-01-01',
        moment: '2025-01-01T12:30:00',
        length: '1.5',
        time: '18:00:00',
        yes: true,
        sum: '12',
        shown: 'a',
      },
      {
        id: 'Đường & phố',
        text: 'a\rb',
        number: null,
        day: null,
        moment: null,
        length: null,
        time: null,
        yes: null,
        sum: null,
        shown: null,
      },
    ]);
    expect(pages[0]!.changes.map(({ src }) => src)).toEqual([
      { uri: 'r.xlsx', pos: 'Data!A2' },
      { uri: 'r.xlsx', pos: 'Data!A3' },
    ]);
  });

  it('says which cell is wrong and keeps the neighbours', async () => {
    await drop({
      sheets: {
        S: sheet(
          head('id', 'x') +
            row(2, '<c r="A2"><v>1</v></c>') +
            row(3, '<c r="A3"><v>2</v></c><c r="B3" t="e"><v>#REF!</v></c>') +
            row(4, '<c r="A4"><v>3</v></c><c r="B4"><f>1+1</f></c>') +
            row(5, '<c r="A5"><v>4</v></c><c r="C5"><v>9</v></c>') +
            row(6, '<c r="B6"><v>5</v></c>') +
            row(7, '<c r="A7"><v>6</v></c><c r="B7" t="s"><v>99</v></c>') +
            row(8, '<c r="A8" s="3"/>') +
            row(9, '<c r="A9"><v>7</v></c>'),
        ),
      },
    });
    const pages = await read();
    expect(putsOf(pages)).toEqual([
      { id: '1', x: null },
      { id: '7', x: null },
    ]);
    expect(badsOf(pages).map(({ code, field, src }) => [code, field, src?.pos])).toEqual([
      ['cell-error', 'x', 'S!A3'],
      ['formula-without-value', 'x', 'S!A4'],
      ['value-without-column', undefined, 'S!A5'],
      ['empty-key', 'id', 'S!A6'],
      ['broken-cell', 'x', 'S!A7'],
    ]);
  });

  it('takes the sheet by name and the header from its row; merged cells hold their value in the first', async () => {
    const table = sheet(
      row(1, cell('A1', 'BÁO CÁO')) +
        row(3, cell('A3', 'id') + cell('B3', ' Tên\nđường ')) +
        row(4, cell('A4', '1') + cell('B4', 'a')) +
        row(5, cell('A5', '2')),
      '<mergeCells count="1"><mergeCell ref="B4:B5"/></mergeCells>',
    );
    await drop({ sheets: { Khác: sheet(head('id')), 'Tháng 7': table } });
    expect(putsOf(await read({ sheet: 'Tháng 7', headerRow: 3 }))).toEqual([
      { id: '1', 'Tên đường': 'a' },
      { id: '2', 'Tên đường': null },
    ]);
    await expect(read({ sheet: 'Tháng 8' })).rejects.toMatchObject({
      kind: 'drift',
      message: 'r.xlsx: has no sheet Tháng 8; its sheets are Khác, Tháng 7',
    });
    await expect(read({ sheet: 'Tháng 7', headerRow: 2 })).rejects.toMatchObject({ kind: 'drift' });
    await expect(read({ columns: ['id', 'speed'] })).rejects.toMatchObject({
      message: 'r.xlsx: missing columns speed; the header has id',
    });
  });

  it('goes on by record number from every cursor', async () => {
    const rows = Array.from({ length: 50 }, (_, i) =>
      i % 9 === 4 ? [null, 'no id'] : [String(i), `Đường ${i}`],
    );
    await writeFile(path.join(dir, 'r.xlsx'), await textBook([['id', 'name'], ...rows]));
    const { connector, ctx } = await open();
    const whole = await readPages(connector, ctx, 'rows', { pageBytes: 150 });
    expect(whole.length).toBeGreaterThan(5);
    for (let cut = 1; cut <= whole.length; cut++) {
      const rest = await readPages(connector, ctx, 'rows', {
        pageBytes: 150,
        cursor: whole[cut - 1]!.cursor,
      });
      expect(rest.flatMap((page) => page.changes)).toEqual(whole.slice(cut).flatMap((page) => page.changes));
    }
  });
});

describe('files, XLSX: numbers, dates, columns', () => {
  it.each([
    ['1', '1'],
    ['001234567890123456789', '001234567890123456789'],
    ['1.23456789012E11', '123456789012'],
    ['21.180000000000003', '21.18'],
    ['-0.1', '-0.1'],
  ])('number %s is %s', (written, text) => expect(toNumberText(written)).toBe(text));

  it.each([
    ['1', 'date', false, '1900-01-01'],
    ['59', 'date', false, '1900-02-28'],
    ['60', 'date', false, '60'],
    ['61', 'date', false, '1900-03-01'],
    ['0', 'date', true, '1904-01-01'],
    ['45658.5', 'date', false, '2025-01-01T12:00:00'],
    ['45657.999999999', 'datetime', false, '2025-01-01T00:00:00'],
    ['-1', 'date', false, '-1'],
    ['2958466', 'date', false, '2958466'],
  ] as const)('day %s as %s (1904: %s) is %s', (written, kind, is1904, text) =>
    expect(toIsoText(written, kind, is1904)).toBe(text),
  );

  it.each([
    ['dd/mm/yyyy', 'date'],
    ['[$-42A]d mmmm, yyyy;@', 'date'],
    ['h:mm AM/PM', 'time'],
    ['yyyy-mm-dd\\Thh:mm:ss', 'datetime'],
    ['[h]:mm', 'number'],
    ['#,##0 "đồng"', 'number'],
    ['[Red]0.00_d', 'number'],
    ['General', 'number'],
    ['@', 'number'],
  ])('format %s is %s', (code, kind) => expect(kindOfFormat(code)).toBe(kind));

  it('counts columns as spreadsheets do', () => {
    for (const [letters, column] of [
      ['A1', 0],
      ['Z9', 25],
      ['AA1', 26],
      ['XFD7', 16_383],
    ] as const) {
      expect(columnOf(letters)).toBe(column);
      expect(lettersOf(column)).toBe(letters.replace(/\d+/, ''));
    }
  });
});
