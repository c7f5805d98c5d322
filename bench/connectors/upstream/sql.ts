import mysqlClient from 'mysql2';
import type { SqlConfig } from '../../../connectors/sql/config.ts';
import type { Driver } from '../../../connectors/sql/driver.ts';
import { sql } from '../../../connectors/sql/index.ts';
import { mysql } from '../../../connectors/sql/mysql/index.ts';
import { postgres } from '../../../connectors/sql/postgres/index.ts';
import { createTestSource } from '../../../test/connectors/create-test-ctx.ts';
import { createMariadbDatabase, createTestDatabase } from '../../../test/connectors/test-database.ts';
import { startChild } from './child.ts';
import { fillFlows } from './flow-table.ts';
import type { Upstream } from './upstream.ts';

const PORTION_BYTES = 1 << 20;

/** The connector's own driver takes the whole table in one statement, in the order that the connector asks for. */
async function toUpstream(
  name: string,
  driver: Driver,
  url: string,
  quote: (name: string) => string,
  close: () => Promise<void>,
): Promise<Upstream> {
  const config = {
    url: 'BENCH_URL',
    driver: driver === postgres ? 'postgres' : 'mysql',
    datasets: [
      { name: 'lines', table: 'flows', key: ['maCamBien', 'thoiDiem'], cursor: { fields: ['thoiDiem'] } },
    ],
  };
  const environment = { BENCH_URL: url };
  const { ctx, stop } = await createTestSource<SqlConfig>(sql, config, { secrets: environment });
  const text = `SELECT * FROM flows AS t ORDER BY ${quote('thoiDiem')}, ${quote('maCamBien')}`;
  return {
    name,
    source: { connector: 'sql', config },
    environment,
    drain: async () => {
      const connection = await driver.connect(ctx, new URL(url));
      let count = 0;
      for await (const rows of connection.stream(text, [], PORTION_BYTES)) count += rows.length;
      await connection.close();
      return count;
    },
    close: async () => {
      await stop();
      await close();
    },
  };
}

/** The PostgreSQL of this machine: another server than the one that the hub stores in. */
export async function openPostgres(rows: number): Promise<Upstream> {
  const database = await createTestDatabase();
  const quote = (name: string) => `"${name}"`;
  await fillFlows(
    {
      quote,
      instant: 'timestamptz',
      run: (text) => database.run(text),
      insert: (table, names, lines) =>
        database.run(
          `INSERT INTO ${table} VALUES ${lines
            .map((_, i) => `(${names.map((_, j) => `$${i * names.length + j + 1}`).join(', ')})`)
            .join(', ')}`,
          lines.flat(),
        ),
    },
    rows,
  );
  await database.run('ANALYZE flows');
  return toUpstream('sql, PostgreSQL beside', postgres, database.url, quote, () => database.drop());
}

/** The MariaDB of this machine. */
export async function openMariadb(rows: number): Promise<Upstream> {
  const database = await createMariadbDatabase();
  const quote = (name: string) => mysqlClient.escapeId(name);
  await fillFlows(
    {
      quote,
      instant: 'timestamp(3)',
      run: (text) => database.run(text),
      insert: (table, _, lines) =>
        database.run(`INSERT INTO ${table} VALUES ?`, [
          lines.map((line) =>
            line.map((value) =>
              typeof value === 'string' ? value.replace(/^(.{10})T(.*)Z$/, '$1 $2') : value,
            ),
          ),
        ]),
    },
    rows,
  );
  return toUpstream('sql, MariaDB beside', mysql, database.url, quote, () => database.drop());
}

/** The same database at the end of a line. */
export async function atDistance(
  name: string,
  url: string,
  mbit: number,
  roundTripMs: number,
): Promise<Upstream> {
  const address = new URL(url);
  const line = await startChild('line.ts', [address.hostname, address.port, mbit, roundTripMs]);
  address.host = `127.0.0.1:${line.port}`;
  return toUpstream(name, postgres, address.href, (column) => `"${column}"`, line.stop);
}
