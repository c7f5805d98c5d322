import { ConnectorError, type Ctx } from '../../src/sdk/index.ts';
import type { GraphqlConfig, Variables } from './config.ts';
import { toConnectorError, toUpstreamErrors, type UpstreamError } from './errors.ts';

export interface Question {
  query: string;
  operationName?: string | undefined;
  variables?: Variables;
  maxBytes?: number | undefined;
}

/** An answer with data, whole or in part. */
export interface Answer {
  data: Record<string, unknown>;
  errors: UpstreamError[];
  /** Characters of the body: what the page weighs. */
  size: number;
  /** Source's clock (HTTP Date), epoch ms; null = not said. */
  clock: number | null;
}

function parseBody(text: string, where: string): Record<string, unknown> {
  try {
    const body = JSON.parse(text) as unknown;
    if (body !== null && typeof body === 'object' && !Array.isArray(body))
      return body as Record<string, unknown>;
  } catch {
    // Told below, with what came after all.
    if (text.trim() === '' || (/^\s*\{/.test(text) && !/\}\s*$/.test(text)))
      throw new ConnectorError('transient', `${where}: the answer ends in the middle`);
  }
  throw new ConnectorError('drift', `${where}: the answer is not a GraphQL response`);
}

/**
 * One query. Throws when there is nothing to use: by status, or by the codes of `errors` (`auth`, `rate_limited`, `drift`,
 * `transient`). With data, errors are handed on: some of it may be good.
 */
export async function send(ctx: Ctx<GraphqlConfig>, question: Question): Promise<Answer> {
  const url = new URL(ctx.config.url);
  const { query, operationName, variables = {}, maxBytes } = question;
  const response = await ctx.http(url, {
    method: 'POST',
    // Only queries are sent: asked twice, they change nothing.
    idempotent: true,
    headers: {
      accept: 'application/graphql-response+json, application/json;q=0.9',
      'content-type': 'application/json',
      ...ctx.config.headers,
    },
    body: JSON.stringify({ query, variables, ...(operationName === undefined ? {} : { operationName }) }),
    ...(maxBytes === undefined ? {} : { maxBytes }),
  });
  const { status } = response;
  const where = `${ctx.source}: POST ${url.origin}${url.pathname}`;
  if (status === 401 || status === 403) throw new ConnectorError('auth', `${where} answered ${status}`);
  // GraphQL over HTTP: 400 and 422 may carry a response that says why.
  if (status !== 200 && status !== 400 && status !== 422)
    throw new ConnectorError('config', `${where} answered ${status}`);
  const text = await response.text();
  const isResponse = status === 200 || /json/.test(response.headers['content-type'] ?? '');
  if (!isResponse) throw new ConnectorError('config', `${where} answered ${status}`);
  const { data, errors: said } = parseBody(text, where);
  const errors = toUpstreamErrors(said);
  if (data !== null && typeof data === 'object' && !Array.isArray(data) && status === 200)
    return {
      data: data as Record<string, unknown>,
      errors,
      size: text.length,
      clock: Date.parse(response.headers.date ?? '') || null,
    };
  if (errors.length > 0) throw toConnectorError(errors, false, where);
  throw new ConnectorError('drift', `${where}: the answer has neither data nor errors`);
}
