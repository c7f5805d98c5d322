import path from 'node:path';

/** A path as a person here would write it: relative where it lies below, else whole. */
export function toShownPath(file: string): string {
  const relative = path.relative(process.cwd(), file);
  return relative.startsWith('..') ? file : relative || '.';
}
