/**
 * The same live question to the hub and to GraphQL Mesh: so many vehicles, each with its owner, who is looked up at the
 * owner's JSON API or MariaDB. How often the owner is asked, and answers a second, one asker at a time.
 *
 *     (cd bench/peers/mesh && npm install --no-package-lock)     # once; 100 MB
 *     npx tsx bench/connectors/lives.ts [--parents 500] [--rounds 5] [--questions 20]
 */
import 'reflect-metadata';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { countMysql, createStatementProxy } from '../../test/conformance/postgres-proxy.ts';
import { createMariadbDatabase } from '../../test/connectors/test-database.ts';
import { median, printTable } from '../ingest/report.ts';
import type { Asked } from './live/asked.ts';
import { openOurs } from './live/ours.ts';
import { toPeople } from './live/people.ts';
import { startChild } from './upstream/child.ts';

const { values: flags } = parseArgs({
  options: {
    parents: { type: 'string', default: '500' },
    rounds: { type: 'string', default: '5' },
    questions: { type: 'string', default: '20' },
  },
});
const [parents, rounds, questions] = [flags.parents, flags.rounds, flags.questions].map(Number) as [
  number,
  number,
  number,
];
process.env.HUB_TEST_POSTGRES_URL ??= 'postgres://postgres@127.0.0.1:5432/postgres';

interface Named {
  fullName: string;
}

interface Mesh {
  ask(
    query: string,
  ): Promise<{ data?: { vehicles: { owner: Named | Named[] | null }[] }; errors?: unknown[] }>;
  close(): Promise<void>;
}

async function openMesh(kind: 'rest' | 'mysql', where: { api: string; database: string }): Promise<Asked> {
  const file = path.resolve('bench/peers/mesh/gateway.mjs');
  const { openMesh: open } = (await import(file)) as {
    openMesh(kind: string, at: typeof where): Promise<Mesh>;
  };
  const mesh = await open(kind, where);
  return {
    ask: async () => {
      const { data, errors } = await mesh.ask('{ vehicles { id owner { id fullName born } } }');
      if (!data) throw new Error(`Mesh refused: ${JSON.stringify(errors)}`);
      // MySQL's handler finds by a condition, and so a list.
      return data.vehicles.map(({ owner }) => [owner].flat()[0]?.fullName ?? null);
    },
    close: () => mesh.close(),
  };
}

const api = await startChild('../live/people-server.ts', [parents]);
const apiUrl = `http://127.0.0.1:${api.port}`;
const mariadb = await createMariadbDatabase();
await mariadb.run(
  'CREATE TABLE people (id varchar(12) PRIMARY KEY, fullName varchar(60), born varchar(10), status varchar(10))',
);
await mariadb.run('INSERT INTO people VALUES ?', [toPeople(parents).map((one) => Object.values(one))]);
const address = new URL(mariadb.url);
const proxy = await createStatementProxy(
  { host: address.hostname, port: Number(address.port || 3306) },
  countMysql,
);
address.host = `127.0.0.1:${proxy.port}`;
const database = address.href;

const restOwner = (maxKeys: number) => ({
  connector: 'rest',
  config: {
    baseUrl: apiUrl,
    datasets: [
      {
        name: 'people',
        path: '/people',
        key: ['id'],
        live: { keys: [{ fields: ['id'], style: 'repeat', param: 'id', maxKeys }] },
      },
    ],
  },
});
const sqlOwner = (maxKeys: number) => ({
  connector: 'sql',
  config: {
    url: 'BENCH_URL',
    driver: 'mysql',
    datasets: [{ name: 'people', table: 'people', key: ['id'], live: { keys: [['id']], maxKeys } }],
  },
});
const callsOfApi = async () => (await (await fetch(`${apiUrl}/calls`)).json()) as number;
let told = 0;
const callsOfDatabase = async () => {
  const since = proxy.statements - told;
  told = proxy.statements;
  return since;
};
const environment = { BENCH_URL: database };
const at = { api: apiUrl, database };
const tried: { name: string; asked: Asked; calls: () => Promise<number> }[] = [
  {
    name: 'rest, ours, 100 keys a call',
    asked: await openOurs(restOwner(100), {}, parents),
    calls: callsOfApi,
  },
  {
    name: 'rest, ours, 500 keys a call',
    asked: await openOurs(restOwner(500), {}, parents),
    calls: callsOfApi,
  },
  { name: 'rest, Mesh', asked: await openMesh('rest', at), calls: callsOfApi },
  {
    name: 'MariaDB, ours, 100 keys a call',
    asked: await openOurs(sqlOwner(100), environment, parents),
    calls: callsOfDatabase,
  },
  {
    name: 'MariaDB, ours, 500 keys a call',
    asked: await openOurs(sqlOwner(500), environment, parents),
    calls: callsOfDatabase,
  },
  { name: 'MariaDB, Mesh', asked: await openMesh('mysql', at), calls: callsOfDatabase },
];

try {
  const expected = toPeople(parents).map(({ fullName }) => fullName);
  const rates = new Map<string, number[]>();
  const asks = new Map<string, number>();
  for (let round = 0; round <= rounds; round++)
    for (const { name, asked, calls } of tried) {
      if (round === 0) await asked.ask();
      await calls();
      const started = performance.now();
      for (let n = 0; n < questions; n++) {
        const names = await asked.ask();
        const wrong = names.findIndex((one, i) => one !== expected[i]);
        if (names.length !== parents || wrong >= 0) throw new Error(`${name}: wrong answer at ${wrong}`);
      }
      const perSecond = questions / ((performance.now() - started) / 1000);
      // The first round warms up.
      if (round > 0) rates.set(name, [...(rates.get(name) ?? []), perSecond]);
      asks.set(name, (await calls()) / questions);
    }
  printTable(
    ['owner, and who asks it', 'calls for one question', 'questions/s'],
    tried.map(({ name }) => [name, asks.get(name)!, median(rates.get(name)!).toFixed(1)]),
  );
} finally {
  for (const { asked } of tried) await asked.close();
  await proxy.close();
  await mariadb.drop();
  await api.stop();
}
