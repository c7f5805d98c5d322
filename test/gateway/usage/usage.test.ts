import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createUsageCollector } from '../../../src/gateway/usage/collector.ts';
import { readFieldUsage, recordFieldUsage } from '../../../src/gateway/usage/field-usage.ts';
import { fieldsOf } from '../../../src/gateway/usage/fields-of.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';
import { provinceSubgraphs } from '../support/province.ts';
import { startTestServer } from '../support/server.ts';
import { createChannel, trafficSubgraphs } from '../support/traffic.ts';

const { apiSchema } = createGateway({ subgraphs: provinceSubgraphs() });

describe('fields of an operation', () => {
  const list = (query: string, name?: string) =>
    fieldsOf(apiSchema, parse(query), name)
      .map(({ type, field }) => `${type}.${field}`)
      .sort();

  it('are named once, under their own names, through fragments too', () => {
    expect(list('{ a: me { name name ...F } __typename } fragment F on Person { home { name } }')).toEqual([
      'Person.home',
      'Person.name',
      'Place.name',
      'Query.me',
    ]);
  });

  it('through an interface are those of every type it may be', () => {
    expect(list('{ node(id: 1) { id } }')).toEqual(['Node.id', 'Person.id', 'Query.node', 'Vehicle.id']);
  });

  it('are those of the operation that was asked', () => {
    expect(list('query A { me { name } } query B { people { id } }', 'B')).toEqual([
      'Person.id',
      'Query.people',
    ]);
  });
});

describe('counting', () => {
  it('adds up by client and field, and takes back what could not be written', () => {
    const collector = createUsageCollector();
    const document = parse('{ me { name } }');
    collector.note(apiSchema, document, null, 'b');
    collector.note(apiSchema, document, undefined, 'a');
    collector.note(apiSchema, document, null, 'b');
    const rows = collector.take();
    expect(rows.map(({ client, type, field, count }) => [client, `${type}.${field}`, count])).toEqual([
      ['a', 'Person.name', 1],
      ['a', 'Query.me', 1],
      ['b', 'Person.name', 2],
      ['b', 'Query.me', 2],
    ]);
    expect(collector.take()).toEqual([]);
    collector.note(apiSchema, document, null, 'a');
    collector.putBack(rows);
    expect(collector.take().find(({ client, field }) => client === 'a' && field === 'me')?.count).toBe(2);
  });
});

describe('use of fields, kept', () => {
  let store: TestStore;
  beforeAll(async () => {
    store = await openTestStore({ datasets: [] });
  });
  afterAll(() => store.close());

  it('is written in one statement, added to the day, and read by client', async () => {
    const { pool } = store.store;
    let statements = 0;
    const counted = {
      query: ((...args: [string, unknown[]]) => {
        statements++;
        return pool.query(...args);
      }) as typeof pool.query,
    };
    const collector = createUsageCollector();
    const recorder = recordFieldUsage(counted, collector, silentLog, 3_600_000);
    const server = await startTestServer(trafficSubgraphs(createChannel()), {
      usage: collector,
      createContext: async ({ headers }) => ({
        principal: { subsystem: headers.authorization ?? 'anonymous' },
      }),
    });
    const query = '{ roads(first: 1) { id name } hello }';
    for (const authorization of ['VN/A', 'VN/A', 'VN/B']) await server.post({ query }, { authorization });
    await recorder.flush();
    expect(statements).toBe(1);
    await server.post({ query: '{ hello }' }, { authorization: 'VN/A', 'hub-plan': '1' });
    await server.post({ query: '{ nothing }' }, { authorization: 'VN/A' });
    await server.close();
    await recorder.stop();
    expect(statements).toBe(2);

    const usage = readFieldUsage(pool);
    const { rows } = await pool.query(`SELECT (now() AT TIME ZONE 'Asia/Ho_Chi_Minh')::date::text AS today`);
    const lastDay = rows[0].today;
    expect(await usage.usageOf('Query', 'hello', 1)).toEqual([
      { client: 'VN/A', count: 3, lastDay },
      { client: 'VN/B', count: 1, lastDay },
    ]);
    expect(await usage.usageOf('Road', 'name', 30)).toEqual([
      { client: 'VN/A', count: 2, lastDay },
      { client: 'VN/B', count: 1, lastDay },
    ]);
    expect(await usage.usageOf('Road', 'length', 30)).toEqual([]);
    await pool.query(`UPDATE field_usage SET day = day - 10 WHERE client = 'VN/B'`);
    expect((await usage.usageOf('Query', 'hello', 10)).map(({ client }) => client)).toEqual(['VN/A']);
    expect((await usage.usageOf('Query', 'hello', 11)).map(({ client }) => client)).toEqual(['VN/A', 'VN/B']);
  });

  it('is not lost when it cannot be written', async () => {
    const collector = createUsageCollector();
    let isDown = true;
    const { pool } = store.store;
    const flaky = {
      query: ((...args: [string, unknown[]]) =>
        isDown ? Promise.reject(new Error('down')) : pool.query(...args)) as typeof pool.query,
    };
    const recorder = recordFieldUsage(flaky, collector, silentLog, 3_600_000);
    collector.note(apiSchema, parse('{ me { name } }'), null, 'late');
    await recorder.flush();
    isDown = false;
    await recorder.stop();
    expect(await readFieldUsage(pool).usageOf('Person', 'name', 1)).toMatchObject([
      { client: 'late', count: 1 },
    ]);
  });
});
