import { ConnectorError } from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';

const SIZED = new Set(['page', 'offset', 'keyset']);
const IN_BODY = new Set(['cursor', 'nextUrl']);

/** What a JSON Schema cannot say: parts of a dataset that contradict each other. First reason, or nothing. */
function contradiction(dataset: RestDataset): string | undefined {
  const { format, pagination, live, complete, updatedSince, request, pageSize } = dataset;
  if (complete && updatedSince)
    return '"complete" and "updatedSince" exclude each other: what changed is not all there is';
  if (format !== 'json' && IN_BODY.has(pagination.type))
    return `pagination "${pagination.type}" needs a JSON body`;
  if (request.body && request.method === 'GET') return 'a body needs method POST';
  if (!live) return undefined;
  if (format !== 'json') return 'look-ups need a JSON body';
  if (SIZED.has(pagination.type) && pageSize === undefined)
    return `look-ups with pagination "${pagination.type}" need a pageSize, or no answer is known to be whole`;
  if (pagination.type === 'timeWindow') return 'look-ups cannot walk windows of time';
  for (const { fields, style, path } of live.keys) {
    if (fields.length !== 1 && style !== 'body') return `keys of ${fields.length} fields need style "body"`;
    if (style === 'path' && !path?.includes('{keys}')) return 'style "path" needs a path with {keys}';
  }
  return undefined;
}

/** Throws `config` at a configuration that would lose or remove records. */
export function assertConsistent(config: RestConfig): void {
  for (const dataset of config.datasets) {
    const reason = contradiction(dataset);
    if (reason !== undefined) throw new ConnectorError('config', `dataset ${dataset.name}: ${reason}`);
  }
}
