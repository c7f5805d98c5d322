import { childrenOf, type XmlElement } from '../../../src/sdk/index.ts';
import { MAX_SHARED_CHARS } from '../limits.ts';
import { RefusedFile } from '../refusal.ts';
import type { Archive } from './archive.ts';

/** What a text costs in memory beside its characters. */
const TEXT_COST = 24;

/** Characters that XML cannot hold, as Excel writes them: `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
function decodeEscapes(text: string): string {
  return text.includes('_x')
    ? text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
    : text;
}

/** Text of a `si` or `is`: plain, or put together from runs; how it is pronounced (`rPh`) is left out. */
export function textOf(element: XmlElement): string {
  const pieces = childrenOf(element, 't').map(({ text }) => text);
  for (const run of childrenOf(element, 'r')) pieces.push(...childrenOf(run, 't').map(({ text }) => text));
  return decodeEscapes(pieces.join(''));
}

/** The texts that cells point to; kept in memory, so there is a limit to them. */
export async function readSharedStrings(archive: Archive, part: string, name: string): Promise<string[]> {
  const texts: string[] = [];
  let kept = 0;
  const split = (element: string, path: readonly string[]) => element === 'si' && path.length === 2;
  for await (const element of archive.read(part, { split })) {
    const text = textOf(element);
    kept += text.length + TEXT_COST;
    if (kept > MAX_SHARED_CHARS)
      throw new RefusedFile(
        'shared-strings-too-large',
        `${name}: its shared texts exceed ${MAX_SHARED_CHARS} characters; save it as CSV`,
      );
    texts.push(text);
  }
  return texts;
}
