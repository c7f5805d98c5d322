import {
  type ConnectorHarness,
  createLoopbackServer,
  type FixtureRow,
  type FixtureSource,
} from 'lien-thong/sdk/harness';
import { TOKEN, toSettings } from '../http/settings.conformance.ts';
import { connector } from './index.ts';

/**
 * A source for the kit to ask. It speaks a protocol that nobody has: make it speak yours, as the real one does.
 *
 *     GET /records?id=ID&id=ID…  →  { "records": [{ id, name, changed }] }, at most 50 ids in one question
 */
async function start(): Promise<FixtureSource> {
  const rows: FixtureRow[] = [];
  let calls = 0;
  const server = await createLoopbackServer((request, response) => {
    calls += 1;
    const reply = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(401, {});
    const ids = new URL(request.url!, server.url).searchParams.getAll('id');
    if (ids.length > 50) return reply(400, {});
    return reply(200, { records: rows.filter(({ id }) => ids.includes(id)) });
  });
  return {
    ...(await toSettings(server.url)),
    dataset: 'records',
    load: async (more) => {
      rows.push(...more);
    },
    calls: () => calls,
    connections: () => server.connections,
    cut: server.cut,
    stop: server.close,
  };
}

export const harness: ConnectorHarness = {
  module: connector,
  pageBytes: 600,
  // Check id → why it makes no sense for this source. A reason must be written, and is printed with the result.
  skips: {},
  start,
};
