import { afterEach, beforeEach, expect, it } from 'vitest';
import { rest } from '../../connectors/rest/index.ts';
import xroadJson from '../../connectors/xroad-rest/connector.json' with { type: 'json' };
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import { createTestSource, putsOf, readPages } from './create-test-ctx.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const open = (more: object = {}, retries = 0) =>
  createTestSource(
    extendConnector(rest, xroadJson),
    {
      securityServer: server.base,
      client: 'VN/GOV/HUB-01/LIENTHONG',
      serviceId: 'VN/GOV/CSGT/REGISTRY/vehicles',
      datasets: [{ name: 'vehicles', path: 'v1/vehicles', key: ['plate'] }],
      ...more,
    },
    { http: { retries, backoff: { baseMs: 1, maxMs: 2 } } },
  );

it('xroad-rest: the service stands in the path, we in a header, every question has an id of its own', async () => {
  server.handle = () => [{ plate: '29A-000.01' }];
  const { connector, ctx } = await open({ userId: 'VN000000000000', issue: 'HS-2026-0001' });
  expect(putsOf(await readPages(connector, ctx, 'vehicles'))).toEqual([{ plate: '29A-000.01' }]);
  await connector.check(ctx);
  expect(server.asked.map(({ url }) => url.pathname)).toEqual(
    Array(2).fill('/r1/VN/GOV/CSGT/REGISTRY/vehicles/v1/vehicles'),
  );
  expect(server.asked[0]!.headers).toMatchObject({
    'x-road-client': 'VN/GOV/HUB-01/LIENTHONG',
    'x-road-userid': 'VN000000000000',
    'x-road-issue': 'HS-2026-0001',
  });
  expect(new Set(server.asked.map(({ headers }) => headers['x-road-id'])).size).toBe(2);
});

it.each<[number, string, string]>([
  [400, 'Client.BadRequest.InvalidClientIdentifier', 'config'],
  [404, 'Server.ClientProxy.UnknownService', 'config'],
  [403, 'Server.ServerProxy.AccessDenied', 'auth'],
  [404, 'Server.ClientProxy.NetworkError', 'transient'],
])('xroad-rest: %i with %s is %s, with the code in the message', async (status, code, kind) => {
  server.handle = (_asked, response) => {
    response.writeHead(status, { 'content-type': 'application/json', 'X-Road-Error': code });
    return { type: code, message: 'said to people', detail: 'c0ffee' };
  };
  const { connector, ctx } = await open();
  const failed = await readPages(connector, ctx, 'vehicles').catch((error: unknown) => error);
  expect(failed).toMatchObject({ kind });
  expect((failed as Error).message).toContain(code);
});

it.each<[string, string, number]>([
  ['Server.ServerProxy.AccessDenied', 'auth', 1],
  ['Server.ClientProxy.UnknownMember', 'config', 1],
  ['Server.ServerProxy.ServiceFailed', 'transient', 3],
  ['Server.ServerProxy.SomethingNew', 'transient', 3],
])('xroad-rest: 500 with %s is %s, said with its code after %i attempts', async (code, kind, attempts) => {
  server.handle = (_asked, response) => {
    response.writeHead(500, { 'content-type': 'application/json', 'X-Road-Error': code });
    return { type: code, message: 'said to people', detail: 'c0ffee' };
  };
  const { connector, ctx } = await open({}, 2);
  const failed = await readPages(connector, ctx, 'vehicles').catch((error: unknown) => error);
  expect(failed).toMatchObject({ kind });
  expect((failed as Error).message).toContain(code);
  expect(server.asked).toHaveLength(attempts);
});

it('xroad-rest: a 404 of X-Road is no record that is not there, a 404 of the service is', async () => {
  const live = { keys: [{ fields: ['plate'], style: 'path', path: 'v1/vehicles/{keys}', maxKeys: 1 }] };
  const { connector, ctx } = await open({
    datasets: [{ name: 'vehicles', path: 'v1', key: ['plate'], live }],
  });
  const [dataset] = await connector.discover(ctx);
  const keys = { fields: ['plate'], values: [['29A-000.01']] };
  const ask = () => connector.query!(ctx, { dataset: dataset!, select: [], keys });
  server.handle = (_asked, response) => response.writeHead(404).end() && undefined;
  expect((await ask()).rows).toEqual([]);
  server.handle = (_asked, response) =>
    response.writeHead(404, { 'X-Road-Error': 'Server.ClientProxy.UnknownService' }).end() && undefined;
  await expect(ask()).rejects.toMatchObject({ kind: 'config' });
});

it('xroad-rest: an error of the service itself is not taken for one of X-Road', async () => {
  server.handle = (_asked, response) => response.writeHead(404).end() && undefined;
  const { connector, ctx } = await open();
  await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'config' });
});

it.each([
  { serviceId: 'VN/GOV/CSGT' },
  { serviceId: 'VN/GOV/CSGT/../admin' },
  { client: 'LIENTHONG' },
  { securityServer: 'https://a.example/' },
])('xroad-rest: %j is refused', async (config) => {
  await expect(open(config)).rejects.toMatchObject({ code: 'HUB_CONNECTOR_CONFIG_INVALID' });
});
