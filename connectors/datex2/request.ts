import { ConnectorError, type Ctx, type HttpResponse } from '../../src/sdk/index.ts';
import type { Datex2Config, Datex2Dataset } from './config.ts';
import type { Datex2Cursor } from './cursor.ts';

/** How the address may appear in messages: without its query. */
export function addressOf(dataset: Datex2Dataset): string {
  const url = new URL(dataset.url);
  return `${url.origin}${url.pathname}`;
}

/** GET of a publication, body unread. Null = not changed since the edition that the cursor has read to its end. */
export async function get(
  ctx: Ctx<Datex2Config>,
  dataset: Datex2Dataset,
  cursor: Datex2Cursor | null,
): Promise<HttpResponse | null> {
  const { etag = null, lastModified = null } = cursor?.done ? cursor.edition : {};
  const response = await ctx.http(dataset.url, {
    headers: {
      accept: 'application/xml, text/xml, application/gzip;q=0.9, */*;q=0.1',
      ...dataset.headers,
      ...(etag === null ? {} : { 'if-none-match': etag }),
      ...(lastModified === null ? {} : { 'if-modified-since': lastModified }),
    },
    streaming: true,
    maxBytes: ctx.config.maxBytes,
  });
  const { status } = response;
  if (status === 200) return response;
  if (status === 304 && cursor?.done) return null;
  const where = `${ctx.source}: GET ${addressOf(dataset)} answered ${status}`;
  if (status === 401 || status === 403) throw new ConnectorError('auth', where);
  throw new ConnectorError('config', where);
}
