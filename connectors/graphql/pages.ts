import { ConnectorError } from '../../src/sdk/index.ts';
import type { GraphqlDataset, Variables } from './config.ts';
import { listPath, putAt, valueAt } from './paths.ts';

/** Where the next page is: the end cursor of the one before, or an offset. */
export type Position = string | number;

/** Path to the connection's `pageInfo`: beside the list that records are taken from. */
export function pageInfoPath(dataset: Pick<GraphqlDataset, 'recordPath'>, configured?: string): string {
  if (configured !== undefined) return configured;
  const names = listPath(dataset.recordPath).split('.');
  return [...names.slice(0, -1), 'pageInfo'].join('.');
}

export function putPage(variables: Variables, dataset: GraphqlDataset, at: Position | null): void {
  const { pagination, pageSize } = dataset;
  if (pagination.type === 'relay') {
    putAt(variables, pagination.first, pageSize);
    if (at !== null) putAt(variables, pagination.after, at);
  } else if (pagination.type === 'offset') {
    putAt(variables, pagination.limit, pageSize);
    putAt(variables, pagination.offset, at ?? 0);
  }
}

/** Position of the page after this one, or null when it was the last. Throws `drift` when the source does not say. */
export function nextPosition(
  dataset: GraphqlDataset,
  at: Position | null,
  data: unknown,
  count: number,
): Position | null {
  const { pagination, pageSize } = dataset;
  if (pagination.type === 'none') return null;
  // A short page is the last one.
  if (pagination.type === 'offset') return count < pageSize ? null : Number(at ?? 0) + count;
  const path = pageInfoPath(dataset, pagination.pageInfoPath);
  const { hasNextPage, endCursor } = (valueAt(data, path) ?? {}) as Record<string, unknown>;
  if (typeof hasNextPage !== 'boolean')
    throw new ConnectorError('drift', `dataset ${dataset.name}: no hasNextPage at ${path}`);
  if (!hasNextPage) return null;
  if (typeof endCursor !== 'string' || endCursor === '')
    throw new ConnectorError('drift', `dataset ${dataset.name}: another page is promised without a cursor`);
  if (endCursor === at)
    throw new ConnectorError('drift', `dataset ${dataset.name}: the page names itself as the next one`);
  return endCursor;
}
