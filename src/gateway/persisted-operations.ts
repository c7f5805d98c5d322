import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { Kind, parse } from 'graphql';
import { Problem, toError } from '../kernel/problem.ts';
import { GATEWAY_OPERATIONS_INVALID } from '../kernel/problems/gateway.ts';
import type { HotDocument } from './graph.ts';

/**
 * Operations that are kept in a folder (`*.graphql`): what its clients are built with. Throws
 * HUB_GATEWAY_OPERATIONS_INVALID, which names the file.
 */
export async function readPersistedOperations(folder: string): Promise<HotDocument[]> {
  const files = await named(folder, () => readdir(folder));
  const wanted = files.filter((file) => file.endsWith('.graphql')).sort();
  const read = wanted.map((file) =>
    named(path.join(folder, file), () => readOperations(path.join(folder, file))),
  );
  return (await Promise.all(read)).flat();
}

async function readOperations(file: string): Promise<HotDocument[]> {
  const document = parse(await readFile(file, 'utf8'));
  return document.definitions.flatMap((definition) =>
    definition.kind === Kind.OPERATION_DEFINITION
      ? [{ document, operationName: definition.name?.value ?? null }]
      : [],
  );
}

async function named<T>(file: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (cause) {
    const reason = toError(cause).message;
    throw new Problem(GATEWAY_OPERATIONS_INVALID, { file, reason }, { where: { file }, cause });
  }
}
