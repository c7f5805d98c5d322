import type { RestConfig } from '../../../connectors/rest/config.ts';
import { rest } from '../../../connectors/rest/index.ts';
import { createTestSource } from '../../../test/connectors/create-test-ctx.ts';
import { startChild } from './child.ts';
import type { Upstream } from './upstream.ts';

/** Records a page: what APIs of this kind give at most. */
const PAGE = 1_000;

/** Alone = the hub's HTTP client fetches page after page by their Link headers; no JSON is read. */
export async function openRest(
  name: string,
  rows: number,
  database: string,
  waitMs: number,
): Promise<Upstream> {
  const server = await startChild('rest-server.ts', [database, waitMs]);
  const config = {
    baseUrl: `http://127.0.0.1:${server.port}`,
    datasets: [
      {
        name: 'lines',
        path: '/flows',
        key: ['maCamBien', 'thoiDiem'],
        query: { limit: String(PAGE) },
        pagination: { type: 'link' },
      },
    ],
  };
  const { ctx, stop } = await createTestSource<RestConfig>(rest, config);
  return {
    name,
    source: { connector: 'rest', config },
    environment: {},
    drain: async () => {
      let pages = 0;
      for (let url: string | undefined = `${config.baseUrl}/flows?limit=${PAGE}`; url; pages++) {
        const { status, headers } = await ctx.http(url);
        if (status !== 200) throw new Error(`the upstream answered ${status}`);
        const next = /<(.*)>/.exec(headers.link ?? '')?.[1];
        url = next && new URL(next, config.baseUrl).href;
      }
      return Math.min(rows, pages * PAGE);
    },
    close: async () => {
      await stop();
      await server.stop();
    },
  };
}
