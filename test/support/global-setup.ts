import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startCluster } from '../../src/store/embedded/cluster.ts';

/** One throw-away PostgreSQL for the whole run; each test file makes databases of its own in it. */
export async function setup(): Promise<() => Promise<void>> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'hub-test-'));
  // The server's own user, where that is not us, must be let in.
  await chmod(dataDir, 0o755);
  const cluster = await startCluster({
    dataDir,
    // Nothing here has to survive: durability is tested by the hub's own servers.
    settings: { fsync: 'off', max_connections: '300' },
  });
  process.env.HUB_TEST_POSTGRES_URL = cluster.url('postgres');
  return async () => {
    await cluster.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
}
