import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import partial from '../../connectors/graphql/fixtures/partial-answer.json' with { type: 'json' };
import { badsOf, readPages } from './create-test-ctx.ts';
import { answer, idsOf, openVehicles } from './graphql-vehicles.ts';
import { type RestServer, startRestServer } from './rest-server.ts';

let server: RestServer;
beforeEach(async () => {
  server = await startRestServer();
});
afterEach(() => server.close());

const open = (dataset: object = {}, more: object = {}) => openVehicles(server, dataset, more);

describe('graphql: errors', () => {
  const path = ['vehicles', 'edges', 1, 'node', 'owner', 'name'];

  it('in one record make that one bad, and its neighbours survive', async () => {
    const errors = [{ message: 'registry is down', path, extensions: { code: 'DOWNSTREAM' } }];
    server.handle = () => answer([{ id: 'a' }, { id: 'b' }, { id: 'c' }], null, errors);
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(idsOf(pages)).toEqual(['a', 'c']);
    expect(badsOf(pages)).toMatchObject([
      {
        code: 'upstream-error',
        field: 'owner',
        raw: { id: 'b' },
        reason: 'the source could not read it: registry is down (DOWNSTREAM)',
        src: { pos: 'vehicles.edges.1.node' },
      },
    ]);
  });

  it('in a field that is then null do not make that null a fact', async () => {
    server.handle = () => partial;
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(idsOf(pages)).toEqual(['synthetic-1']);
    expect(badsOf(pages)).toMatchObject([{ raw: { id: 'synthetic-2', owner: null }, field: 'owner' }]);
  });

  it('that took the whole record with them are told all the same', async () => {
    server.handle = () => answer([{ id: 'a' }, null, null], null, [{ message: 'x', path: path.slice(0, 4) }]);
    const { connector, ctx } = await open();
    const pages = await readPages(connector, ctx, 'vehicles');
    expect(badsOf(pages).map(({ code }) => code)).toEqual(['upstream-error', 'not-a-record']);
  });

  it.each<[string, number, object, string]>([
    ['UNAUTHENTICATED', 200, { extensions: { code: 'UNAUTHENTICATED' } }, 'auth'],
    ['FORBIDDEN', 200, { extensions: { code: 'forbidden' }, path: ['vehicles'] }, 'auth'],
    ['RATE_LIMITED', 200, { extensions: { code: 'RATE_LIMITED' } }, 'rate_limited'],
    ['GRAPHQL_VALIDATION_FAILED', 400, { extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }, 'drift'],
    ['a request that was not understood, without a code', 400, {}, 'drift'],
    ['INTERNAL_SERVER_ERROR', 200, { extensions: { code: 'INTERNAL_SERVER_ERROR' } }, 'transient'],
    ['a failure of a field without a code', 200, { path: ['vehicles'] }, 'transient'],
  ])('of the whole query: %s (%i)', async (_name, status, error, kind) => {
    server.handle = (_asked, response) => {
      response.writeHead(status, { 'content-type': 'application/graphql-response+json' });
      return { data: null, errors: [{ message: 'said by the source', ...error }] };
    };
    const { connector, ctx } = await open();
    const failed = readPages(connector, ctx, 'vehicles');
    await expect(failed).rejects.toMatchObject({
      kind,
      message: expect.stringContaining('said by the source'),
    });
  });

  it('that concern no record stop the page: nobody knows what is missing', async () => {
    server.handle = () => answer([{ id: 'a' }], null, [{ message: 'x', path: ['vehicles', 'pageInfo'] }]);
    const { connector, ctx } = await open();
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind: 'transient' });
  });

  it.each<[string, number, string, string]>([
    ['an answer cut off', 200, '{"data":{"vehi', 'transient'],
    ['an empty answer', 200, '', 'transient'],
    ['another page', 200, '<html>Bảo trì</html>', 'drift'],
    ['neither data nor errors', 200, '{}', 'drift'],
    ['404', 404, '{}', 'config'],
    ['403', 403, '{}', 'auth'],
    ['500', 500, '{}', 'transient'],
  ])('%s', async (_name, status, body, kind) => {
    server.handle = (_asked, response) => {
      response.writeHead(status, { 'content-type': 'application/json' });
      return body;
    };
    const { connector, ctx } = await open();
    await expect(readPages(connector, ctx, 'vehicles')).rejects.toMatchObject({ kind });
  });
});
