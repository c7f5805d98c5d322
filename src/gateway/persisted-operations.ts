import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import type { HotDocument } from './graph.ts';

/** Operations that are kept in a folder (`*.graphql`): what its clients are built with. */
export async function readPersistedOperations(folder: string): Promise<HotDocument[]> {
  const files = (await readdir(folder)).filter((file) => file.endsWith('.graphql')).sort();
  const texts = await Promise.all(files.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.flatMap((text) => {
    const document = parse(text);
    return document.definitions.flatMap((definition) =>
      definition.kind === Kind.OPERATION_DEFINITION
        ? [{ document, operationName: definition.name?.value ?? null }]
        : [],
    );
  });
}
