import { readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { type DocumentNode, Kind, parse, print, visit } from 'graphql';
import type { HotDocument } from '../gateway/graph.ts';
import type { Log } from '../kernel/log.ts';
import { toError } from '../kernel/problem.ts';

const FILE = 'operations.json';

/** One operation as it is kept: its text, without the variables that it was asked with. */
interface Kept {
  readonly text: string;
  readonly operationName: string | null;
}

/** What was asked before the last stop, so that it can be compiled before it is asked again. */
export async function readHotOperations(dataDir: string, log: Log): Promise<HotDocument[]> {
  try {
    const kept = JSON.parse(await readFile(path.join(dataDir, FILE), 'utf8')) as Kept[];
    return kept.map(({ text, operationName }) => ({ document: parse(text), operationName }));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT')
      log.warn(
        { area: 'gateway', reason: toError(error).message },
        `${FILE} not readable: nothing is compiled ahead`,
      );
    return [];
  }
}

/**
 * Keeps what was asked. Only operations without a value written out: a literal may be a plate or a name, and those stay
 * in no file.
 */
export async function saveHotOperations(dataDir: string, documents: readonly HotDocument[]): Promise<void> {
  const kept = documents
    .filter(({ document }) => !holdsLiteral(document))
    .map(
      ({ document, operationName }): Kept => ({
        text: print(document),
        operationName: operationName ?? null,
      }),
    );
  const file = path.join(dataDir, FILE);
  await writeFile(`${file}.new`, JSON.stringify(kept), { mode: 0o600 });
  await rename(`${file}.new`, file);
}

function holdsLiteral(document: DocumentNode): boolean {
  let found = false;
  visit(document, {
    enter: (node) => {
      if (node.kind === Kind.STRING || node.kind === Kind.FLOAT) found = true;
      // `first: 100` says nothing about anybody; a longer number may be somebody's.
      if (node.kind === Kind.INT && node.value.length > 4) found = true;
    },
  });
  return found;
}
