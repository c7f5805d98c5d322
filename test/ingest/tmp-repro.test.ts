import { expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { bindSources } from '../../src/ingest/bind.ts';
import { silentLog } from '../../src/kernel/log.ts';
import { defineSource } from '../../src/sdk/index.ts';
import { openSampleStore, sampleDataset } from '../store/sample.ts';

it('repro', async () => {
  const test = await openSampleStore();
  await test.store.pool.query(
    `CREATE VIEW slow AS SELECT id, pg_sleep(5)::text AS s FROM sample; INSERT INTO sample (id,_source,_run,_hash) VALUES ('a','s','r','')`,
  );
  const source = defineSource({
    name: 'pop',
    titleVi: 'x',
    titleEn: 'x',
    owner: 'a/b/c/d',
    channel: 'DIRECT_LAB',
    connector: 'sql',
    config: {
      url: 'POP_URL',
      driver: 'postgres',
      datasets: [{ name: 'slow', table: 'slow', key: ['id'], live: { keys: [['id']], maxKeys: 10 } }],
    },
    bindings: [{ from: 'slow', to: 'sample', mode: 'sync' }],
  });
  const { bound, close } = await bindSources({
    sources: [source],
    connectors,
    kinds: [sampleDataset],
    environment: { POP_URL: test.url },
    log: silentLog,
    signal: new AbortController().signal,
  });
  const b = bound[0]!;
  const q = b.connector.query!(b.ctx, {
    dataset: await b.describe(),
    select: ['id', 's'],
    keys: { fields: ['id'], values: [['a']] },
  }).catch((e) => e);
  await new Promise((r) => setTimeout(r, 500));
  await test.store.pool.query(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%slow%' AND pid <> pg_backend_pid() AND datname = current_database()`,
  );
  console.log(await q);
  await new Promise((r) => setTimeout(r, 200));
  await close();
  await test.close();
  expect(1).toBe(1);
});
