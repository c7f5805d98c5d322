import path from 'node:path';
import { postgresCdc } from '../../connectors/postgres-cdc/index.ts';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { type CdcServer, createCdcServer } from '../connectors/postgres-cdc-server.ts';
import { freePort } from './loopback-server.ts';
import { createPostgresProxy } from './postgres-proxy.ts';

const PASSWORD = 'planted-replication-password-9c1e';
const ROLE = 'follower';

/** A server for all checks of a harness, a table with its publication and slot for each. */
function createCdcHarness(
  snapshot: 'initial' | 'never',
  skips: Record<string, string> = {},
): ConnectorHarness {
  let opened: Promise<CdcServer> | undefined;
  let tables = 0;
  const open = async () => {
    const server = await createCdcServer();
    await server.run(`CREATE ROLE ${ROLE} LOGIN REPLICATION PASSWORD '${PASSWORD}'`);
    await server.run(`ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO ${ROLE}`);
    return server;
  };
  const server = () => {
    opened ??= open();
    return opened;
  };

  const start = async (): Promise<FixtureSource> => {
    const { url, run } = await server();
    tables += 1;
    const table = `road_${tables}`;
    const slot = `s${tables}_roads`;
    const publication = `p_${tables}`;
    await run(`CREATE TABLE ${table} (id text PRIMARY KEY, name text, changed timestamptz NOT NULL)`);
    await run(`ALTER TABLE ${table} REPLICA IDENTITY FULL`);
    await run(`CREATE PUBLICATION ${publication} FOR TABLE ${table}`);
    // Without a table to read, the log must be kept from before the first row.
    if (snapshot === 'never') await run(`SELECT pg_create_logical_replication_slot($1, 'pgoutput')`, [slot]);
    const target = new URL(url());
    const proxy = await createPostgresProxy({ host: target.hostname, port: Number(target.port) });

    const settings = (port: number, password: string) => {
      const address = new URL(url());
      address.host = `127.0.0.1:${port}`;
      address.username = ROLE;
      address.password = password;
      return {
        config: {
          url: 'FIXTURE_URL',
          publication,
          slot: slot.replace('_roads', ''),
          snapshot,
          datasets: [{ name: 'roads', table, key: ['id'] }],
        },
        secrets: { FIXTURE_URL: address.href, FIXTURE_PASSWORD: password },
      };
    };
    const load = async (rows: readonly FixtureRow[]) => {
      await run(
        `INSERT INTO ${table} SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[])`,
        (['id', 'name', 'changed'] as const).map((field) => rows.map((row) => row[field])),
      );
    };
    return {
      good: settings(proxy.port, PASSWORD),
      badCredential: settings(proxy.port, 'planted-wrong-password-47d2'),
      refused: settings(await freePort(), PASSWORD),
      dataset: 'roads',
      load,
      generate: async (count) => {
        await run(
          `INSERT INTO ${table} SELECT i::text, 'Đường số ' || i, now() FROM generate_series(1, ${count}) i`,
        );
      },
      remove: async (id) => {
        await run(`DELETE FROM ${table} WHERE id = $1`, [id]);
      },
      connections: () => proxy.connections,
      cut: () => proxy.cut(),
      async stop() {
        await proxy.close();
        // The server notices a cut connection when it next writes to it: ended here, so that the slot can go.
        await run('SELECT pg_terminate_backend(active_pid) FROM pg_replication_slots WHERE slot_name = $1', [
          slot,
        ]);
        for (;;) {
          const dropped = await run(
            `SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = $1`,
            [slot],
          ).catch((error) => {
            if (error.code !== '55006') throw error;
          });
          if (dropped) break;
        }
        await run(`DROP PUBLICATION ${publication}`);
      },
    };
  };

  return {
    module: postgresCdc,
    folder: path.join(import.meta.dirname, '../../connectors/postgres-cdc'),
    pageBytes: 700,
    skips: { ...skips, 'read.bad-is-a-value': 'a row that the database took can be read: types are its own' },
    start,
    close: async () => (await opened)?.close(),
  };
}

export const postgresCdcHarnesses: Record<string, ConnectorHarness> = {
  'postgres-cdc, log only': createCdcHarness('never'),
  'postgres-cdc, table and log': createCdcHarness('initial', {
    'stream.redelivered':
      'without a cursor the table is read anew, acknowledged or not; "log only" tries what the slot remembers',
  }),
};
