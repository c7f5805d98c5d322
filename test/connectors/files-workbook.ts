import { ZipFile } from 'yazl';

/** Parts of an archive by name, in the order they are written. */
export type Parts = Record<string, string | Buffer>;

/** A ZIP archive in memory. */
export async function zip(parts: Parts): Promise<Buffer> {
  const archive = new ZipFile();
  for (const [name, content] of Object.entries(parts)) archive.addBuffer(Buffer.from(content), name);
  archive.end();
  const chunks: Buffer[] = [];
  for await (const chunk of archive.outputStream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006/relationships';

export const escapeXml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

/** A sheet part around its rows. */
export const sheet = (rows: string, after = '') =>
  `${HEAD}<worksheet xmlns="${MAIN}"><sheetData>${rows}</sheetData>${after}</worksheet>`;

/** One cell with its text inside. */
export const cell = (at: string, text: string) =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${escapeXml(text)}</t></is></c>`;

export interface BookOptions {
  /** Sheet parts by name. */
  sheets: Record<string, string>;
  shared?: string;
  styles?: string;
  date1904?: boolean;
  /** Other parts, or other content for these. */
  parts?: Parts;
}

/** The parts of a workbook; the sheets come first, as some programs write them. */
export function bookParts({ sheets, shared, styles, date1904 = false, parts = {} }: BookOptions): Parts {
  const names = Object.keys(sheets);
  const relation = (id: string, type: string, target: string) =>
    `<Relationship Id="${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
  return {
    ...Object.fromEntries(names.map((name, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheets[name]!])),
    '[Content_Types].xml': `${HEAD}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>`,
    'xl/workbook.xml': `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><workbookPr date1904="${date1904 ? 1 : 0}"/><sheets>${names
      .map((name, i) => `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" r:id="rId${i + 1}"/>`)
      .join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': `${HEAD}<Relationships xmlns="${PACKAGE}">${names
      .map((_, i) => relation(`rId${i + 1}`, 'worksheet', `worksheets/sheet${i + 1}.xml`))
      .join(
        '',
      )}${relation('s', 'sharedStrings', 'sharedStrings.xml')}${relation('t', 'styles', '/xl/styles.xml')}</Relationships>`,
    ...(shared === undefined
      ? {}
      : { 'xl/sharedStrings.xml': `${HEAD}<sst xmlns="${MAIN}">${shared}</sst>` }),
    ...(styles === undefined
      ? {}
      : { 'xl/styles.xml': `${HEAD}<styleSheet xmlns="${MAIN}">${styles}</styleSheet>` }),
    ...parts,
  };
}

/** A workbook of one sheet of texts, the first row being the header. */
export function textBook(rows: readonly (readonly (string | null)[])[]): Promise<Buffer> {
  const letters = 'ABCDEFGH';
  const body = rows
    .map((row, r) => {
      const cells = row.map((text, c) => (text === null ? '' : cell(`${letters[c]}${r + 1}`, text)));
      return `<row r="${r + 1}">${cells.join('')}</row>`;
    })
    .join('');
  return zip(bookParts({ sheets: { Sheet1: sheet(body) } }));
}
