import type { Answer } from '../answer.ts';
import { HubStateDocument, type HubStateQuery } from '../generated/graphql.ts';

export type HubStateAnswer = Answer<Partial<Omit<HubStateQuery, '__typename'>>>;
export type Dataset = keyof Omit<HubStateQuery, '__typename'>;

/** Longer than this and the page says so instead of waiting. */
const PATIENCE_MS = 8_000;

/** Asks the graph what it holds. Rejects when no GraphQL answer comes in time. */
export async function fetchHubState(): Promise<HubStateAnswer> {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      accept: 'application/graphql-response+json, application/json',
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: HubStateDocument.toString(), operationName: 'HubState' }),
    signal: AbortSignal.timeout(PATIENCE_MS),
  });
  return (await response.json()) as HubStateAnswer;
}
