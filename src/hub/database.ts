import pg from 'pg';
import type { Environment } from '../kernel/config.ts';
import type { Lifecycle } from '../kernel/lifecycle.ts';
import { Problem, toError } from '../kernel/problem.ts';
import { STORE_UNREACHABLE } from '../kernel/problems/store.ts';
import { startCluster } from '../store/embedded/cluster.ts';

export interface HubDatabase {
  /** The hub's own database. */
  url: string;
  /** A database of the same server in which others can be made: the demonstration's ministries use it. */
  adminUrl: string;
}

/** The external PostgreSQL of DATABASE_URL, or the embedded one, started here. */
export async function openDatabase(
  environment: Environment,
  lifecycle: Lifecycle,
  /** A command beside a running hub must not stop the server under it. */
  options: { leaveRunning?: boolean } = {},
): Promise<HubDatabase> {
  if (environment.databaseUrl) {
    await assertReachable(environment.databaseUrl);
    return { url: environment.databaseUrl, adminUrl: environment.databaseUrl };
  }
  const cluster = await startCluster({ dataDir: environment.dataDir });
  if (!(options.leaveRunning && cluster.wasRunning)) lifecycle.onStop('postgres', cluster.stop);
  const adminUrl = cluster.url('postgres');
  await createDatabase(adminUrl, 'hub');
  return { url: cluster.url('hub'), adminUrl };
}

async function assertReachable(url: string): Promise<void> {
  try {
    await withClient(url, (client) => client.query('SELECT 1'));
  } catch (error) {
    throw new Problem(STORE_UNREACHABLE, { reason: toError(error).message }, { cause: error });
  }
}

async function createDatabase(adminUrl: string, name: string): Promise<void> {
  await withClient(adminUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [name]);
    if (rowCount === 0) await client.query(`CREATE DATABASE "${name}"`);
  });
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
