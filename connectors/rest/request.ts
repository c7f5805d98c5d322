import { ConnectorError, type Ctx, type HttpResponse } from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import { type Position, toPageUrl } from './pagination.ts';

/** A configured path under the base URL, whether or not either has a slash. */
export function toUrl(config: RestConfig, path: string): URL {
  return new URL(path.replace(/^\//, ''), config.baseUrl.replace(/\/?$/, '/'));
}

export function toDatasetUrl(
  config: RestConfig,
  dataset: RestDataset,
  from: string | null,
  at: Position | null,
): URL {
  const url = toUrl(config, dataset.path);
  if (dataset.pageSize !== undefined) url.searchParams.set(dataset.sizeParam, String(dataset.pageSize));
  if (dataset.updatedSince && from !== null) url.searchParams.set(dataset.updatedSince.param, from);
  return toPageUrl(url, dataset.pagination, at);
}

/** GET with the answer judged: the kind of error says who has to act. */
export async function get(
  ctx: Ctx<RestConfig>,
  url: URL,
  headers: Record<string, string>,
): Promise<HttpResponse> {
  const response = await ctx.http(url, { headers: { accept: 'application/json', ...headers } });
  const { status } = response;
  if (status === 200 || status === 304) return response;
  const where = `${ctx.source}: GET ${url.origin}${url.pathname} answered ${status}`;
  if (status === 401 || status === 403) throw new ConnectorError('auth', where);
  throw new ConnectorError('config', where);
}
