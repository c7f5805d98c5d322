import path from 'node:path';
import type { Command } from 'commander';
import { isScaffoldMode, SCAFFOLD_MODES, writeScaffold } from '../../sdk/write-scaffold.ts';
import { toShownPath } from './shown-path.ts';

/** Makes the folder of a new connector; a folder that is there already is left alone. */
export async function newConnector(
  name: string,
  mode: string,
  folder: string,
  program: Command,
): Promise<void> {
  if (!/^[a-z][a-z0-9-]*$/.test(name))
    program.error(`"${name}": tên viết kiểu / a name is kebab-case: acme-tolls`);
  if (!isScaffoldMode(mode))
    return program.error(`--mode: "${mode}" không có / is not one of ${SCAFFOLD_MODES.join(', ')}`);
  const files = await writeScaffold(name, mode, folder);
  if (!files) program.error(`${folder} đã có, không ghi đè / is there already and is not written over`);
  const shown = toShownPath(folder);
  for (const file of files) console.log(path.join(shown, file));
  console.log(
    `\nTiếp / next: hub connector test ${shown}   (đỏ; mỗi dòng nói viết gì, ở đâu / red; each line says what to write, and where)`,
  );
}
