/**
 * An owner's API in a process of its own: `/flows?after=PLACE&limit=L` is a statement to its database, written as JSON,
 * with the next page in a Link header (RFC 8288).
 *
 *     argv: DATABASE_URL WAIT_MS     what a page takes beside that: the owner's own work, and the road
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';

const [database, waitMs] = process.argv.slice(2);
const pool = new pg.Pool({ connectionString: database!, max: 4 });

const server = createServer(async (request, response) => {
  const { searchParams } = new URL(request.url!, 'http://localhost');
  const place = searchParams.get('after')?.split('|');
  const limit = Number(searchParams.get('limit') ?? 1_000);
  if (Number(waitMs) > 0) await sleep(Number(waitMs));
  const { rows } = await pool.query(
    `SELECT * FROM flows ${place ? 'WHERE ("thoiDiem", "maCamBien") > ($2, $3)' : ''}
     ORDER BY "thoiDiem", "maCamBien" LIMIT $1`,
    [limit, ...(place ?? [])],
  );
  const last = rows.at(-1);
  if (rows.length === limit) {
    const next = encodeURIComponent(`${last.thoiDiem.toISOString()}|${last.maCamBien}`);
    response.setHeader('link', `</flows?after=${next}&limit=${limit}>; rel="next"`);
  }
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify(rows));
});
server.listen(0, '127.0.0.1', () => process.send!((server.address() as AddressInfo).port));
process.on('disconnect', () => process.exit());
