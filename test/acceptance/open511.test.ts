import { readFileSync } from 'node:fs';
import { afterEach, expect, it } from 'vitest';
import open511Json from '../../connectors/open511/connector.json' with { type: 'json' };
import { rest } from '../../connectors/rest/index.ts';
import { extendConnector } from '../../src/sdk/extend-manifest.ts';
import { compileSchema } from '../../src/sdk/schema.ts';
import { createTestSource, putsOf, readPages } from '../connectors/create-test-ctx.ts';
import { type RestServer, startRestServer } from '../connectors/rest-server.ts';
import { describeWithData, sharedFile } from './shared-data.ts';

const FILE = 'open511/drivebc_events.json';

interface Event {
  id: string;
  updated: string;
  status: string;
  geography: { type: string; coordinates: unknown[] };
}

describeWithData('Open511: five real road events of British Columbia', [FILE], () => {
  let server: RestServer | undefined;
  afterEach(() => server?.close());

  /** Serves the file as the province's own interface does, two events on a page. */
  async function serve() {
    const { events } = JSON.parse(readFileSync(sharedFile(FILE), 'utf8')) as { events: Event[] };
    server = await startRestServer();
    server.handle = ({ url }) => {
      const since = url.searchParams.get('updated')?.replace(/^>=/, '');
      const found = events.filter(({ updated }) => !since || Date.parse(updated) >= Date.parse(since));
      const offset = Number(url.searchParams.get('offset') ?? 0);
      const next = new URLSearchParams(url.searchParams);
      next.set('offset', String(offset + 2));
      const pagination = {
        offset: String(offset),
        ...(offset + 2 < found.length ? { next_url: `/events?${next}` } : {}),
      };
      return { events: found.slice(offset, offset + 2), pagination, meta: { version: 'v1' } };
    };
    const module = extendConnector(rest, open511Json);
    return { events, server, ...(await createTestSource(module, { baseUrl: server.base, pageSize: 2 })) };
  }

  it('all arrive with id, time of change and geography as the source wrote them', async () => {
    const { events, connector, ctx, server } = await serve();
    const pages = await readPages(connector, ctx, 'events');
    expect(pages).toHaveLength(3);
    expect(putsOf(pages)).toEqual(events);
    const rows = putsOf(pages) as unknown as Event[];
    expect(rows.map(({ id }) => id)).toEqual([
      'drivebc.ca/DBC-28386',
      'drivebc.ca/DBC-46014',
      'drivebc.ca/DBC-53145',
      'drivebc.ca/DBC-52791',
      'drivebc.ca/DBC-52446',
    ]);
    expect(rows.map(({ updated }) => updated)[0]).toBe('2023-04-13T10:30:12-07:00');
    expect(rows.map(({ geography }) => geography.type)).toEqual(['Point', ...Array(4).fill('LineString')]);
    expect(server.asked[0]!.url.searchParams.get('status')).toBe('ALL');
  });

  it('fit the schema that discover gives', async () => {
    const { events, connector, ctx } = await serve();
    const validate = compileSchema((await connector.discover(ctx))[0]!.schema);
    for (const event of events) expect(validate(event), JSON.stringify(validate.errors)).toBe(true);
  });

  it('are asked for by time of change the next time, less ten minutes', async () => {
    const { connector, ctx, server } = await serve();
    const pages = await readPages(connector, ctx, 'events');
    expect(pages.at(-1)!.cursor).toMatchObject({ since: '2023-06-29T10:14:55-07:00' });
    const again = await readPages(connector, ctx, 'events', { cursor: pages.at(-1)!.cursor });
    expect(server.asked.at(-1)!.url.searchParams.get('updated')).toBe('>=2023-06-29T17:04:55.000Z');
    expect(putsOf(again).map(({ id }) => id)).toEqual(['drivebc.ca/DBC-52446']);
  });
});
