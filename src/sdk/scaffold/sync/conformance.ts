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
 * A source for the kit to fill and break. It speaks a protocol that nobody has: make it speak yours, as the real one does.
 *
 *     GET /records?since=INSTANT&after=CHANGED,ID&limit=N  →  { "records": [{ id, name, changed }], "next": "CHANGED,ID" | null }
 *
 * Sorted by (changed, id). `since` and `after` may be left out.
 */
async function start(): Promise<FixtureSource> {
  let rows: (FixtureRow | string)[] = [];
  let failures: { status: number; retryAfter?: number }[] = [];
  let calls = 0;
  const placeOf = (row: FixtureRow | string) => (typeof row === 'string' ? '' : `${row.changed},${row.id}`);

  function list(query: URLSearchParams) {
    const since = query.get('since') ?? '';
    const found = rows.filter((row) => typeof row === 'string' || row.changed >= since);
    const after = query.get('after');
    const from = after === null ? 0 : found.findIndex((row) => placeOf(row) > after);
    const records = from < 0 ? [] : found.slice(from, from + Number(query.get('limit') ?? 100));
    const isLast = from < 0 || from + records.length >= found.length;
    return { records, next: isLast ? null : placeOf(records.at(-1)!) };
  }

  const server = await createLoopbackServer((request, response) => {
    calls += 1;
    const reply = (status: number, body: object, headers: Record<string, string> = {}) =>
      response.writeHead(status, headers).end(JSON.stringify(body));
    const failure = failures.shift();
    if (failure)
      return reply(
        failure.status,
        {},
        failure.retryAfter ? { 'retry-after': String(failure.retryAfter) } : {},
      );
    if (request.headers.authorization !== `Bearer ${TOKEN}`) return reply(401, {});
    return reply(200, list(new URL(request.url!, server.url).searchParams));
  });
  const sort = () => rows.sort((a, b) => (placeOf(a) && placeOf(b) ? (placeOf(a) < placeOf(b) ? -1 : 1) : 0));

  return {
    ...(await toSettings(server.url)),
    dataset: 'records',
    // A cursor as your `read` writes it, with a watermark centuries ahead.
    farFuture: { since: '2999-01-01T00:00:00Z', after: null },
    load: async (more) => {
      rows.push(...more);
      sort();
    },
    loadAroundMalformed: async (before, after) => {
      rows.push(before, 'no record', after);
    },
    generate: async (count) => {
      rows = makeRows(count);
    },
    failNext: (answers) => {
      failures = [...answers];
    },
    calls: () => calls,
    connections: () => server.connections,
    cut: server.cut,
    stop: server.close,
  };
}

export const harness: ConnectorHarness = {
  module: connector,
  // Small, so that the kit's rows fall into many pages.
  pageBytes: 600,
  // Check id → why it makes no sense for this source. A reason must be written, and is printed with the result.
  skips: {},
  start,
};
