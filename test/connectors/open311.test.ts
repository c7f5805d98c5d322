import { afterEach, beforeEach, expect, it } from 'vitest';
import open311Json from '../../connectors/open311/connector.json' with { type: 'json' };
import requests from '../../connectors/open311/fixtures/requests.json' with { type: 'json' };
import services from '../../connectors/open311/fixtures/services.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import { compileSchema } from '../../src/sdk/schema.ts';
import { badsOf, createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
  server.handle = ({ url }) => {
    if (url.pathname === '/v2/services.json') return services;
    const ids = url.searchParams.get('service_request_id')?.split(',');
    const since = url.searchParams.get('updated_after');
    const size = Number(url.searchParams.get('page_size'));
    const from = (Number(url.searchParams.get('page')) - 1) * size;
    return requests
      .filter(
        (row) =>
          (!ids || ids.includes(String(row.service_request_id))) &&
          (!since || Date.parse(row.updated_datetime) >= Date.parse(since)),
      )
      .slice(from, from + size);
  };
});
afterEach(() => server.close());

const open = (more: object = {}) =>
  createTestSource(extendConnector(rest, open311Json), {
    baseUrl: `${server.base}/v2`,
    pageSize: 2,
    ...more,
  });

it('open311: reports page by page, with jurisdiction and statuses in the question', async () => {
  const { connector, ctx } = await open({ jurisdiction: 'hanoi.example', statuses: 'open' });
  const pages = await readPages(connector, ctx, 'requests');
  expect(putsOf(pages).map((row) => row.service_request_id)).toEqual(['638344', '638349', '638350']);
  expect(Object.fromEntries(server.asked[1]!.url.searchParams)).toEqual({
    jurisdiction_id: 'hanoi.example',
    status: 'open',
    page_size: '2',
    page: '2',
  });
  const schema = (await connector.discover(ctx))[0]!.schema;
  for (const row of putsOf(pages)) expect(compileSchema(schema)(row)).toBe(true);
});

it('open311: a report that has only a token yet is told as one without its id', async () => {
  const { connector, ctx } = await open();
  const pages = await readPages(connector, ctx, 'requests');
  expect(badsOf(pages)).toMatchObject([
    { code: 'key-missing', field: 'service_request_id', src: { pos: '1' } },
  ]);
});

it('open311: what changed is asked for the next time', async () => {
  const { connector, ctx } = await open();
  const pages = await readPages(connector, ctx, 'requests');
  const cursor = pages.at(-1)!.cursor;
  expect(cursor).toMatchObject({ since: '2026-04-14T06:37:38-08:00' });
  const again = await readPages(connector, ctx, 'requests', { cursor });
  expect(server.asked.at(-1)!.url.searchParams.get('updated_after')).toBe('2026-04-14T14:27:38.000Z');
  expect(putsOf(again).map((row) => row.service_request_id)).toEqual(['638349']);
});

it('open311: many reports are looked up in one call', async () => {
  const { connector, ctx } = await open({ pageSize: 50 });
  const [dataset] = await connector.discover(ctx);
  const { rows } = await connector.query!(ctx, {
    dataset: dataset!,
    select: ['status'],
    keys: { fields: ['service_request_id'], values: [['638344'], ['nobody'], ['638350']] },
  });
  expect(rows).toEqual([
    { service_request_id: '638344', status: 'closed' },
    { service_request_id: '638350', status: 'open' },
  ]);
  expect(server.asked).toHaveLength(1);
});

it('open311: kinds of report are a complete list', async () => {
  const { connector, ctx } = await open();
  const pages = await readPages(connector, ctx, 'services');
  expect(pages).toMatchObject([{ snapshotStart: true, snapshotEnd: true }]);
  expect(putsOf(pages)).toEqual(services);
});
