import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { migrations } from '../../migrations/index.ts';
import { openStore } from '../../src/store/store.ts';
import { datasets } from '../../src/subgraphs/index.ts';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';

let database: TestDatabase;

beforeEach(async () => {
  database = await createTestDatabase();
});
afterEach(() => database.drop());

describe('migrations', () => {
  it('make exactly the tables that the entities describe', async () => {
    const store = await openStore({ url: database.url, datasets, migrations });
    const { upQueries } = await store.dataSource.driver.createSchemaBuilder().log();
    await store.close();
    expect(upQueries.map(({ query }) => query)).toEqual([]);
  });

  it('run once, although two hubs start at the same moment, and a third finds nothing left to do', async () => {
    const open = () => openStore({ url: database.url, datasets, migrations });
    const stores = await Promise.all([open(), open()]);
    const third = await open();
    const { rows } = await third.pool.query('SELECT name FROM migration ORDER BY id');
    expect(rows.map((row) => row.name)).toEqual(migrations.map((migration) => migration.name));
    for (const store of [...stores, third]) await store.close();
  });

  it('are left to another process when this one only uses the store', async () => {
    const store = await openStore({ url: database.url, datasets, migrations, migrate: false });
    const { rows } = await store.pool.query(`SELECT to_regclass('event') AS found`);
    expect(rows).toEqual([{ found: null }]);
    await store.close();
  });

  it('go forward only', async () => {
    const store = await openStore({ url: database.url, datasets, migrations });
    await expect(store.dataSource.undoLastMigration()).rejects.toThrow('forward only');
    await store.close();
  });
});
