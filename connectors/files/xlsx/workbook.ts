import { ConnectorError } from '../../../src/sdk/index.ts';
import { RefusedFile } from '../refusal.ts';
import type { Archive } from './archive.ts';

/** Where the parts of the wanted sheet lie, and how its dates count. */
export interface Workbook {
  sheetName: string;
  sheetPart: string;
  sharedStrings?: string;
  styles?: string;
  /** Days are counted from 1904 (old Macintosh files) and not from 1900. */
  date1904: boolean;
}

const MAIN = 'xl/workbook.xml';
const nothing = () => false;

/** Finds a sheet by name, or the first. Throws `drift` when it is not there. */
export async function readWorkbook(archive: Archive, name: string, wanted?: string): Promise<Workbook> {
  const sheets: { name: string; id: string }[] = [];
  let date1904 = false;
  await drain(archive, MAIN, (element, attributes) => {
    if (element === 'workbookPr') date1904 = /^(1|true)$/.test(attributes.date1904 ?? '');
    if (element !== 'sheet') return;
    const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1];
    if (attributes.name !== undefined && id !== undefined) sheets.push({ name: attributes.name, id });
  });
  const parts = new Map<string, { type: string; part: string }>();
  await drain(archive, 'xl/_rels/workbook.xml.rels', (element, { Id, Type = '', Target }) => {
    if (element !== 'Relationship' || Id === undefined || Target === undefined) return;
    const part = Target.startsWith('/') ? Target.slice(1) : `xl/${Target.replace(/^\.\//, '')}`;
    parts.set(Id, { type: Type.slice(Type.lastIndexOf('/') + 1), part });
  });
  const same = (a: string, b: string) => a.normalize('NFC').trim() === b.normalize('NFC').trim();
  const sheet = wanted === undefined ? sheets[0] : sheets.find((one) => same(one.name, wanted));
  if (!sheet)
    throw new ConnectorError(
      'drift',
      `${name}: has no sheet ${wanted ?? ''}; its sheets are ${sheets.map((one) => one.name).join(', ')}`,
    );
  const target = parts.get(sheet.id);
  if (target?.type !== 'worksheet')
    throw new RefusedFile('zip-broken', `${name}: sheet ${sheet.name} is no table of cells`);
  const partOf = (type: string) => {
    const found = [...parts.values()].find((one) => one.type === type)?.part;
    return found !== undefined && archive.has(found) ? found : undefined;
  };
  const [sharedStrings, styles] = [partOf('sharedStrings'), partOf('styles')];
  return {
    sheetName: sheet.name,
    sheetPart: target.part,
    date1904,
    ...(sharedStrings === undefined ? {} : { sharedStrings }),
    ...(styles === undefined ? {} : { styles }),
  };
}

async function drain(
  archive: Archive,
  part: string,
  onOpen: (name: string, attributes: Record<string, string>) => void,
): Promise<void> {
  const elements = archive.read(part, {
    split: nothing,
    onOpen: ({ name, attributes }) => onOpen(name, attributes),
  });
  for await (const _ of elements); // nothing is split off: the attributes say it all
}
