import { existsSync } from 'node:fs';
import path from 'node:path';

const ENDINGS = ['ts', 'mts', 'js', 'mjs'];

/** The file in which a part of a connector is written: `read.ts` where it has one, else its index. */
export function toWrittenFile(folder: string, part: string): string {
  if (part.includes('.')) return part;
  const names = [part, 'index'].flatMap((name) => ENDINGS.map((ending) => `${name}.${ending}`));
  return names.find((name) => existsSync(path.join(folder, name))) ?? part;
}
