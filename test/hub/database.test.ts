import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../src/hub/database.ts';
import { readEnvironment } from '../../src/kernel/config.ts';
import { createLifecycle } from '../../src/kernel/lifecycle.ts';
import { createTestDatabase } from '../support/database.ts';

describe('database of the hub', () => {
  it('is the external one when there is one; it is not stopped with the hub', async () => {
    const database = await createTestDatabase();
    const lifecycle = createLifecycle();
    const opened = await openDatabase(readEnvironment({ DATABASE_URL: database.url }), lifecycle);
    expect(opened).toEqual({ url: database.url, adminUrl: database.url });
    await lifecycle.stop('test');
    await database.drop();
  });

  it('that is not there stops the start, naming reason and remedy, not the password', async () => {
    const url = 'postgres://hub:PLANTED@127.0.0.1:1/hub';
    const failure = await openDatabase(readEnvironment({ DATABASE_URL: url }), createLifecycle()).catch(
      (error) => error,
    );
    expect(failure).toMatchObject({ code: 'HUB_STORE_UNREACHABLE', fixer: 'operator' });
    expect(JSON.stringify(failure)).not.toContain('PLANTED');
  });
});
