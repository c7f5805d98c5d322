import type { Archive } from './archive.ts';

/** What the number of a cell stands for. */
export type NumberKind = 'number' | 'date' | 'time' | 'datetime';

/** Built-in formats (ECMA-376 part 1, 18.8.30); 27 to 58 are dates of East Asian versions. 46 is a duration. */
function builtIn(id: number): NumberKind {
  if (id === 22) return 'datetime';
  if ((id >= 14 && id <= 17) || (id >= 27 && id <= 31) || id === 36 || (id >= 50 && id <= 58)) return 'date';
  if ((id >= 18 && id <= 21) || (id >= 32 && id <= 35) || id === 45 || id === 47) return 'time';
  return 'number';
}

/** A format code of the workbook's own, e.g. `dd/mm/yyyy hh:mm`. A duration (`[h]:mm`) stays a number of days. */
export function kindOfFormat(code: string): NumberKind {
  if (/\[(h+|m+|s+)\]/i.test(code)) return 'number';
  const bare = code
    .replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '')
    .split(';')[0]!
    .replace(/AM\/PM|A\/P/gi, 'h');
  if (/general|@/i.test(bare)) return 'number';
  const hasTime = /[hs]/i.test(bare);
  const hasDate = /[yd]/i.test(bare) || (/m/i.test(bare) && !hasTime);
  if (hasDate) return hasTime ? 'datetime' : 'date';
  return hasTime ? 'time' : 'number';
}

/** Kind by number of the cell's style. */
export async function readStyles(archive: Archive, part: string): Promise<NumberKind[]> {
  const own = new Map<string, NumberKind>();
  const kinds: NumberKind[] = [];
  const elements = archive.read(part, {
    split: () => false,
    onOpen({ name, path, attributes }) {
      if (name === 'numFmt' && attributes.numFmtId !== undefined)
        own.set(attributes.numFmtId, kindOfFormat(attributes.formatCode ?? ''));
      if (name !== 'xf' || path.at(-2) !== 'cellXfs') return;
      const id = attributes.numFmtId ?? '0';
      kinds.push(own.get(id) ?? builtIn(Number(id)));
    },
  });
  for await (const _ of elements); // nothing is split off: the attributes say it all
  return kinds;
}
