import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import pg from 'pg';
import { type Cluster, startCluster } from '../../src/store/embedded/cluster.ts';

export interface CdcServer {
  /** Superuser URL. */
  url(): string;
  run(sql: string, values?: unknown[]): Promise<pg.QueryResult>;
  /** Stops the server and starts it again, on another port. */
  restart(): Promise<void>;
  /** Kills it as a power cut would, and starts it again. */
  crash(): Promise<void>;
  close(): Promise<void>;
}

/** A PostgreSQL of our own whose log can be followed: the one of the machine need not have wal_level=logical. */
export async function createCdcServer(): Promise<CdcServer> {
  const folder = await mkdtemp(path.join(tmpdir(), 'cdc-'));
  await chmod(folder, 0o755); // the server runs as another user
  let cluster: Cluster;
  let pool: pg.Pool;
  const start = async () => {
    cluster = await startCluster({
      dataDir: folder,
      settings: {
        wal_level: 'logical',
        max_replication_slots: '60',
        max_wal_senders: '60',
        shared_buffers: '32MB',
        max_connections: '100',
      },
    });
    pool = new pg.Pool({ connectionString: cluster.url('postgres'), max: 2 });
    pool.on('error', () => undefined);
  };
  const again = async (end: () => Promise<void>) => {
    await pool.end();
    await end();
    await start();
  };
  await start();
  return {
    url: () => cluster.url('postgres'),
    run: (sql, values) => pool.query(sql, values),
    restart: () => again(() => cluster.stop()),
    crash: () =>
      again(async () => {
        process.kill(cluster.pid, 'SIGQUIT'); // "immediate shutdown": recovery at the next start
        await cluster.stop();
      }),
    async close() {
      await pool.end();
      await cluster.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
