import { Kind, OperationTypeNode, print } from 'graphql';
import { request } from 'undici';
import { REHEARSAL } from './client-name.ts';
import { findOperation } from './execute/operation.ts';
import type { HotDocument } from './graph.ts';

/**
 * How often each is asked. The second time runs compiled; the rest lets V8 see what is hot: the eighth answer comes in
 * a fifth of the time of the first (bench/gateway/cold.ts).
 */
const TIMES = 8;
const LIMIT_MS = 3_000;

/**
 * Asks known operations once the server listens, as anybody might: parsers, plans, compiled code and connections are
 * warm when the first client comes. Queries only, and only those that need no variables; whatever they answer is thrown
 * away. Takes three seconds at most.
 */
export async function rehearse(url: string, documents: readonly HotDocument[]): Promise<number> {
  const end = Date.now() + LIMIT_MS;
  let asked = 0;
  for (let time = 0; time < TIMES; time++)
    for (const hot of documents) {
      if (Date.now() >= end) return asked;
      if (!needsNothing(hot)) continue;
      const { document, operationName } = hot;
      // The text as its clients send it: what is kept by text must be found again.
      const query = document.loc?.source.body ?? print(document);
      const answer = await request(`${url}/graphql`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', 'apollographql-client-name': REHEARSAL },
        body: JSON.stringify({ query, ...(operationName ? { operationName } : {}) }),
        signal: AbortSignal.timeout(Math.max(1, end - Date.now())),
      }).catch(() => undefined);
      await answer?.body.dump().catch(() => undefined);
      asked += 1;
    }
  return asked;
}

function needsNothing({ document, operationName }: HotDocument): boolean {
  const operation = findOperation(document, operationName);
  if (!('kind' in operation) || operation.operation !== OperationTypeNode.QUERY) return false;
  return (operation.variableDefinitions ?? []).every(
    ({ type, defaultValue }) => type.kind !== Kind.NON_NULL_TYPE || defaultValue !== undefined,
  );
}
