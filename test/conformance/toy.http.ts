import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { type Connector, ConnectorError, type Ctx, wait } from '../../src/sdk/index.ts';
import { createLoopbackServer, freePort } from './loopback-server.ts';

/** Ways to be wrong about HTTP. */
export type HttpFlaw = 'calls beside ctx.http' | 'has no patience' | 'asks for ever' | 'repeats a POST';

const PAGE = 7;

interface Config {
  url: string;
}

function createToy(has: (flaw: HttpFlaw) => boolean): Connector<Config> {
  async function fetchPage(ctx: Ctx<Config>, offset: number): Promise<FixtureRow[]> {
    const url = `${ctx.config.url}/rows?offset=${offset}`;
    if (has('calls beside ctx.http')) {
      let response = await fetch(url);
      while (!response.ok) response = await fetch(url);
      return (await response.json()) as FixtureRow[];
    }
    if (has('has no patience')) {
      const late = wait(500, ctx.signal).then(() =>
        Promise.reject(new ConnectorError('transient', 'too slow')),
      );
      const rows = await Promise.race([ctx.http(url).then((response) => response.json()), late]);
      late.catch(() => undefined);
      return rows as FixtureRow[];
    }
    const method = has('repeats a POST') ? 'POST' : 'GET';
    const attempts = has('asks for ever') ? 5 : has('repeats a POST') ? 2 : 1;
    for (let attempt = 1; ; attempt++)
      try {
        return (await (await ctx.http(url, { method })).json()) as FixtureRow[];
      } catch (error) {
        if (attempt >= attempts) throw error;
      }
  }
  return {
    async check(ctx) {
      const { status } = await ctx.http(`${ctx.config.url}/rows?offset=0`);
      if (status !== 200) throw new ConnectorError('auth', `answered ${status}`);
      return { ok: true };
    },
    discover: async () => [
      {
        name: 'rows',
        schema: {
          type: 'object',
          properties: {
            id: { type: 'string' },
            name: { type: ['string', 'null'] },
            changed: { type: 'string' },
          },
          required: ['id'],
        },
        key: ['id'],
        deletes: 'none',
      },
    ],
    async *read(ctx, { dataset, cursor }) {
      let { offset } = (cursor ?? { offset: 0 }) as { offset: number };
      for (;;) {
        const rows = await fetchPage(ctx, offset);
        if (rows.length === 0) return;
        offset += rows.length;
        yield {
          dataset: dataset.name,
          changes: rows.map((data) => ({ op: 'put' as const, data: { ...data } })),
          cursor: { offset },
        };
      }
    },
  };
}

/** Rows behind a real HTTP server; the list only grows. */
export function createHttpHarness(flaw?: HttpFlaw): ConnectorHarness {
  return {
    module: {
      manifest: {
        name: 'toy-http',
        version: '1.0.0',
        api: '^1',
        licence: 'Apache-2.0',
        description: 'Rows over HTTP',
        modes: ['sync'],
        config: {
          type: 'object',
          required: ['url'],
          properties: { url: { type: 'string', pattern: '^https?://' } },
        },
        permissions: { net: ['*'] },
      },
      create: () => createToy((wanted) => wanted === flaw) as Connector,
    },
    pageBytes: 600,
    skips: {},
    async start(): Promise<FixtureSource> {
      const rows: FixtureRow[] = [];
      let failures: { status: number; retryAfter?: number }[] = [];
      let calls = 0;
      const server = await createLoopbackServer((request, response) => {
        calls += 1;
        const failure = failures.shift();
        if (failure)
          return response
            .writeHead(
              failure.status,
              failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {},
            )
            .end();
        const offset = Number(new URL(request.url!, 'http://toy').searchParams.get('offset'));
        return response.end(JSON.stringify(rows.slice(offset, offset + PAGE)));
      });
      return {
        good: { config: { url: server.url }, secrets: {} },
        refused: { config: { url: `http://127.0.0.1:${await freePort()}` }, secrets: {} },
        dataset: 'rows',
        load: async (more) => {
          rows.push(...more);
        },
        failNext: (answers) => {
          failures = [...answers];
        },
        calls: () => calls,
        connections: () => server.connections,
        stop: () => server.close(),
      };
    },
  };
}
