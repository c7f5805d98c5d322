import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { keepClean } from '../../src/ingest/janitor.ts';
import { createLog, silentLog } from '../../src/kernel/log.ts';
import { openSampleStore, page, SampleEntity } from '../store/sample.ts';
import type { TestStore } from '../support/store.ts';

let test: TestStore;
beforeAll(async () => {
  test = await openSampleStore();
});
afterAll(() => test.close());
beforeEach(() => test.store.pool.query('TRUNCATE sample, event'));

async function sweepUntil(
  isDone: () => Promise<boolean>,
  log = silentLog,
  hours: number | null = 48,
): Promise<void> {
  const stop = new AbortController();
  const table = test.store.table(SampleEntity);
  const rules = hours === null ? [] : [{ dataset: 'sample', table, property: 'happenedAt', hours }];
  const cleaning = keepClean(test.store.pool, rules, log, stop.signal);
  await expect.poll(isDone, { timeout: 10_000 }).toBe(true);
  stop.abort();
  await cleaning;
}

async function count(table: string): Promise<number> {
  return (await test.store.pool.query(`SELECT count(*) AS n FROM ${table}`)).rows[0].n;
}

const hoursAgo = (hours: number) => new Date(Date.now() - hours * 3_600_000).toISOString();

describe('janitor', () => {
  it('sweeps out what is older than its rule keeps it, in bites, and nothing else', async () => {
    await test.store.pool.query(
      `INSERT INTO sample (id, happened_at, _source, _run, _hash)
       SELECT 'old ' || n, now() - interval '49 hours', 's', 'r', '' FROM generate_series(1, 25000) n`,
    );
    await test.store.door.write(
      'sample',
      page([
        { id: 'young', happenedAt: hoursAgo(47) },
        { id: 'timeless', happenedAt: null },
      ]),
    );
    await sweepUntil(async () => (await count('sample')) === 2);
    const { rows } = await test.store.pool.query('SELECT id FROM sample ORDER BY id');
    expect(rows).toEqual([{ id: 'timeless' }, { id: 'young' }]);
  });

  it('takes what sources have said of a record with it', async () => {
    await test.store.pool.query(
      `INSERT INTO sample (id, happened_at, _source, _run, _hash)
         VALUES ('gone', now() - interval '49 hours', 's', 'r', ''), ('stays', now(), 's', 'r', '')`,
    );
    await test.store.pool.query(
      `INSERT INTO source_statement (dataset, id, source, record, hash, run)
       SELECT dataset, id, source, '{}', '', 'r' FROM unnest(ARRAY['sample', 'other']) dataset,
         unnest(ARRAY['gone', 'stays']) id, unnest(ARRAY['s', 't']) source`,
    );
    await sweepUntil(async () => (await count('source_statement')) === 6);
    const { rows } = await test.store.pool.query(
      `SELECT DISTINCT dataset, id FROM source_statement ORDER BY dataset, id`,
    );
    expect(rows).toEqual([
      { dataset: 'other', id: 'gone' },
      { dataset: 'other', id: 'stays' },
      { dataset: 'sample', id: 'stays' },
    ]);
    await test.store.pool.query('TRUNCATE source_statement');
  });

  it('keeps events for a day', async () => {
    await test.store.pool.query(
      `INSERT INTO event (name, dataset, items, occurred_at) VALUES
         ('old', 'sample', '[]', now() - interval '25 hours'), ('young', 'sample', '[]', now() - interval '23 hours')`,
    );
    await sweepUntil(async () => (await count('event')) === 1);
    expect((await test.store.pool.query('SELECT name FROM event')).rows).toEqual([{ name: 'young' }]);
  });

  it('keeps what has no rule for ever', async () => {
    await test.store.door.write('sample', page([{ id: 'old', happenedAt: hoursAgo(100_000) }]));
    await test.store.pool.query(`UPDATE event SET occurred_at = now() - interval '25 hours'`);
    await sweepUntil(async () => (await count('event')) === 0, silentLog, null);
    expect(await count('sample')).toBe(1);
  });

  it('says so when it cannot, and ends when the hub stops', async () => {
    const lines: string[] = [];
    const log = createLog('warn', { write: (line: string) => lines.push(line) } as never);
    await test.store.pool.query('ALTER TABLE event RENAME TO away');
    await sweepUntil(async () => lines.length > 0, log);
    await test.store.pool.query('ALTER TABLE away RENAME TO event');
    expect(JSON.parse(lines[0]!)).toMatchObject({ area: 'janitor', msg: 'sweep failed' });
  });
});
