import {
  type ConnectorHarness,
  createLoopbackServer,
  type FixtureRow,
  type FixtureSource,
  makeRows,
} from 'lien-thong/sdk/harness';
import { TOKEN, toSettings } from '../http/settings.conformance.ts';
import { connector } from './index.ts';

/**
 * A broker for the kit to fill and cut. It speaks a protocol that nobody has: make it speak yours, or start a real one.
 *
 *     POST /sessions?window=N       →  { "session": "1" }; what nobody has acknowledged is given out again
 *     GET  /messages?session=1      →  { "messages": [{ "tag": 1, "record": { id, name, changed } }] }, may be none;
 *                                      never more than the window is out. Status 410: the session is gone, open another
 *     POST /acks?session=1&upTo=TAG →  {}; everything up to this tag is done
 */
async function start(): Promise<FixtureSource> {
  let messages: { tag: number; record: FixtureRow | string }[] = [];
  let session = 0;
  let isOpen = false;
  let window = 0;
  /** Highest tag given out in this session. */
  let given = 0;

  const server = await createLoopbackServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url!, server.url);
    const reply = (status: number, body: object) => response.writeHead(status).end(JSON.stringify(body));
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(401, {});
    if (pathname === '/sessions') {
      session += 1;
      isOpen = true;
      window = Number(searchParams.get('window') ?? 10);
      given = 0;
      return reply(200, { session: String(session) });
    }
    if (!isOpen || searchParams.get('session') !== String(session)) return reply(410, {});
    if (pathname === '/acks') {
      const upTo = Number(searchParams.get('upTo'));
      messages = messages.filter(({ tag }) => tag > upTo);
      return reply(200, {});
    }
    const out = messages.filter(({ tag }) => tag <= given).length;
    const next = messages.slice(out, Math.max(out, window));
    given = next.at(-1)?.tag ?? given;
    return reply(200, { messages: next });
  });

  let last = 0;
  const add = (records: readonly (FixtureRow | string)[]) => {
    for (const record of records) messages.push({ tag: ++last, record });
  };
  return {
    ...(await toSettings(server.url)),
    dataset: 'records',
    load: async (rows) => add(rows),
    loadAroundMalformed: async (before, after) => add([before, 'no record', after]),
    generate: async (count) => add(makeRows(count)),
    connections: () => server.connections,
    cut: () => {
      isOpen = false;
      server.cut();
    },
    stop: server.close,
  };
}

export const harness: ConnectorHarness = {
  module: connector,
  pageBytes: 1_200,
  // Check id → why it makes no sense for this source. A reason must be written, and is printed with the result.
  skips: {},
  start,
};
