import { afterEach, beforeEach, expect, it } from 'vitest';
import open511Json from '../../connectors/open511/connector.json' with { type: 'json' };
import events from '../../connectors/open511/fixtures/events.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import { createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
  server.handle = () => events;
});
afterEach(() => server.close());

const open = (more: object = {}) =>
  createTestSource(extendConnector(rest, open511Json), { baseUrl: server.base, ...more });

it('open511: an event that is over arrives with its status, it is not removed', async () => {
  const { connector, ctx } = await open();
  const pages = await readPages(connector, ctx, 'events');
  expect(putsOf(pages).map(({ id, status }) => [id, status])).toEqual([
    ['lab.example/1', 'ACTIVE'],
    ['lab.example/2', 'ARCHIVED'],
  ]);
});

it('open511: filters are parameters of the standard, and those not set are not sent', async () => {
  const { connector, ctx } = await open({
    bbox: '105.3,20.5,106.1,21.4',
    eventType: 'INCIDENT',
    status: 'ACTIVE',
  });
  await connector.check(ctx);
  expect(Object.fromEntries(server.asked[0]!.url.searchParams)).toEqual({
    format: 'json',
    status: 'ACTIVE',
    event_type: 'INCIDENT',
    bbox: '105.3,20.5,106.1,21.4',
    limit: '100',
  });
});

it.each([{ bbox: 'everywhere' }, { status: 'OVER' }, { pageSize: 0 }, { jursidiction: 'x' }])(
  'open511: %j is refused',
  async (config) => {
    await expect(open(config)).rejects.toMatchObject({ code: 'HUB_CONNECTOR_CONFIG_INVALID' });
  },
);
