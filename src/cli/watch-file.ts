import { watch } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

const SETTLE_MS = 100;

/**
 * Hands on a file's text each time it has changed. The folder is watched, not the file: editors and `mv` put a new
 * file in its place.
 */
export function watchFile(file: string, onText: (text: string) => Promise<void>): () => void {
  const name = path.basename(file);
  let last: string | undefined;
  let timer: NodeJS.Timeout | undefined;
  let turn: Promise<void> = Promise.resolve();
  const look = async () => {
    const text = await readFile(file, 'utf8').catch(() => undefined);
    // Gone for the moment of being replaced, or touched only.
    if (text === undefined || text === '' || text === last) return;
    last = text;
    await onText(text);
  };
  const watcher = watch(path.dirname(path.resolve(file)), (_event, changed) => {
    if (changed !== null && changed !== name) return;
    clearTimeout(timer);
    timer = setTimeout(() => {
      turn = turn.then(look);
    }, SETTLE_MS);
  });
  void readFile(file, 'utf8').then((text) => {
    last ??= text;
  });
  return () => {
    clearTimeout(timer);
    watcher.close();
  };
}
