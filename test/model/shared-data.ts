import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parse } from 'csv-parse/sync';

const root = path.resolve(import.meta.dirname, '../../../shared/data');

/** Official tables kept beside the repository; tests that compare with them are skipped where they are absent. */
export function hasSharedData(file: string): boolean {
  return existsSync(path.join(root, file));
}

export function readSharedCsv(file: string): Record<string, string>[] {
  return parse(readFileSync(path.join(root, file), 'utf8'), { columns: true, bom: true });
}
