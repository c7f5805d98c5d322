import { randomUUID } from 'node:crypto';
import {
  ConnectorError,
  type ConnectorErrorKind,
  type Ctx,
  type HttpResponse,
  type Json,
} from '../../src/sdk/index.ts';
import type { RestConfig, RestDataset } from './config.ts';
import { putAt } from './value-at.ts';

/** A request in the making. With a body, parameters go into the body; else into the query. */
export interface Draft {
  url: URL;
  body?: { [key: string]: Json };
}

/** A configured path under the base URL, whether or not either has a slash. */
export function toUrl(config: RestConfig, path: string): URL {
  return new URL(path.replace(/^\//, ''), config.baseUrl.replace(/\/?$/, '/'));
}

export function setParam(draft: Draft, name: string, value: string | number): void {
  if (draft.body) putAt(draft.body, name, value);
  else draft.url.searchParams.set(name, String(value));
}

/** A dataset's request before anything is asked for: path, fixed parameters, template of the body. */
export function toDraft(config: RestConfig, dataset: RestDataset, path = dataset.path): Draft {
  const url = toUrl(config, path);
  for (const [name, value] of Object.entries(dataset.query ?? {})) url.searchParams.set(name, value);
  return dataset.request.method === 'GET'
    ? { url }
    : { url, body: structuredClone(dataset.request.body ?? {}) };
}

function kindOf(status: number): ConnectorErrorKind {
  if (status >= 500) return 'transient';
  return status === 401 || status === 403 ? 'auth' : 'config';
}

/**
 * Throws what a gateway says in its header. That is no answer of the service: a 404 of it does not mean that there is no
 * such record.
 */
function assertNotRefused({ errorHeader }: RestConfig, { status, headers }: HttpResponse, where: string) {
  const said = errorHeader && headers[errorHeader.header.toLowerCase()];
  if (said === undefined) return;
  const named = errorHeader?.kinds.find(({ contains }) => said.includes(contains));
  throw new ConnectorError(
    named?.kind ?? kindOf(status),
    `${where} answered ${status}: ${said.slice(0, 200)}`,
  );
}

/**
 * Sends it, with the answer judged: the kind of error says who has to act. `accepted` are further statuses that the
 * caller knows what to do with.
 */
export async function send(
  ctx: Ctx<RestConfig>,
  draft: Draft,
  dataset: Pick<RestDataset, 'headers' | 'maxBytes' | 'format'>,
  { headers = {}, accepted = [] }: { headers?: Record<string, string>; accepted?: number[] } = {},
): Promise<HttpResponse> {
  const { config } = ctx;
  const { url, body } = draft;
  const method = body ? 'POST' : 'GET';
  const where = `${ctx.source}: ${method} ${url.origin}${url.pathname}`;
  const accept = { json: 'application/json', ndjson: 'application/x-ndjson', csv: 'text/csv' };
  const response = await ctx.http(url, {
    method,
    headers: {
      accept: accept[dataset.format],
      ...(body ? { 'content-type': 'application/json' } : {}),
      ...config.headers,
      ...dataset.headers,
      ...(config.requestIdHeader ? { [config.requestIdHeader]: randomUUID() } : {}),
      ...headers,
    },
    // A search is a question: asked twice, it changes nothing.
    ...(body ? { body: JSON.stringify(body), idempotent: true } : {}),
    ...(dataset.maxBytes === undefined ? {} : { maxBytes: dataset.maxBytes }),
    ...(config.errorHeader
      ? { judge: async (refusal: HttpResponse) => assertNotRefused(config, refusal, where) }
      : {}),
  });
  if (response.status === 200 || accepted.includes(response.status)) return response;
  throw new ConnectorError(kindOf(response.status), `${where} answered ${response.status}`);
}
