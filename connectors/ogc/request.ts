import { ConnectorError, type Ctx, type HttpResponse } from '../../src/sdk/index.ts';
import type { OgcConfig } from './config.ts';
import { toExceptionError } from './exception-report.ts';

/** A path under the service's URL, whether or not either has a slash; a whole URL is taken as it is. */
export function toUrl(config: OgcConfig, path: string): URL {
  if (/^https?:\/\//.test(path)) return new URL(path);
  const base = new URL(config.url);
  const query = base.search;
  base.search = '';
  const url = new URL(path.replace(/^\//, ''), base.href.replace(/\/?$/, '/'));
  if (query !== '' && url.search === '') url.search = query;
  return url;
}

/** For messages: no query, because it may hold a key. */
export function describe(ctx: Ctx<OgcConfig>, url: URL): string {
  return `${ctx.source}: ${url.origin}${url.pathname}`;
}

export const GEOJSON = 'application/geo+json, application/json;q=0.9';

/** GET with the status judged: the kind of error says who has to act. The body is still to be read. */
export async function get(
  ctx: Ctx<OgcConfig>,
  url: URL,
  headers: Record<string, string> = {},
): Promise<HttpResponse> {
  ctx.signal.throwIfAborted();
  const { maxAnswerBytes } = ctx.config;
  const response = await ctx.http(url, {
    headers: { accept: GEOJSON, ...headers },
    streaming: true,
    maxBytes: maxAnswerBytes,
  });
  const { status } = response;
  if (status === 200 || status === 304) return response;
  const where = `${describe(ctx, url)} answered ${status}`;
  if (status === 401 || status === 403) throw new ConnectorError('auth', where);
  const said = (await response.text()).slice(0, 4_096);
  if (/ExceptionReport\b/.test(said)) {
    const reported = toExceptionError(said, where);
    throw reported.kind === 'transient' ? reported : new ConnectorError('config', reported.message);
  }
  throw new ConnectorError('config', where);
}

/** Documents about the service are small. */
const DOCUMENT_BYTES = 32 << 20;

/** A document about the service: landing page, conformance, queryables. */
export async function getJson(ctx: Ctx<OgcConfig>, url: URL): Promise<unknown> {
  const response = await get(ctx, url, { accept: 'application/schema+json, application/json' });
  const text = await readText(response, DOCUMENT_BYTES);
  try {
    return JSON.parse(text);
  } catch {
    if (/^\s*</.test(text)) throw toExceptionError(text.slice(0, 4_096), describe(ctx, url));
    throw new ConnectorError('drift', `${describe(ctx, url)}: the answer is not JSON`);
  }
}

/** Whole body as text, at most so many bytes of it. */
export async function readText(response: HttpResponse, most: number): Promise<string> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.chunks()) {
    parts.push(chunk);
    size += chunk.length;
    if (size > most)
      throw new ConnectorError('drift', `${new URL(response.url).pathname}: larger than ${most} bytes`);
  }
  return Buffer.concat(parts).toString('utf8');
}

/**
 * The body with a look at its beginning. `isXml` = it starts with `<`, which for JSON means that the source reports an
 * exception, whatever the status says.
 */
export async function peek(
  response: HttpResponse,
): Promise<{ isXml: boolean; chunks: AsyncGenerator<Uint8Array> }> {
  const body = response.chunks()[Symbol.asyncIterator]();
  const seen: Uint8Array[] = [];
  let first: number | undefined;
  let ended = false;
  while (first === undefined && !ended) {
    const next = await body.next();
    if (next.done) ended = true;
    else {
      seen.push(next.value);
      // Spaces and a byte order mark may come before the first real byte.
      first = next.value.find((byte) => byte > 0x20 && ![0xef, 0xbb, 0xbf].includes(byte));
    }
  }
  async function* chunks(): AsyncGenerator<Uint8Array> {
    try {
      yield* seen;
      while (!ended) {
        const next = await body.next();
        if (next.done) ended = true;
        else yield next.value;
      }
    } finally {
      // Whoever leaves early lets go of the connection.
      if (!ended) await body.return?.();
    }
  }
  return { isXml: first === 0x3c, chunks: chunks() };
}
