import { existsSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where package.json stands, also for the compiled hub, which runs from a folder below. */
export const packageFolder = findUpwards(path.dirname(fileURLToPath(import.meta.url)));

function findUpwards(folder: string): string {
  return existsSync(path.join(folder, 'package.json')) ? folder : findUpwards(path.dirname(folder));
}
