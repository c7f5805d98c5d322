import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Table } from '../../../src/store/table.ts';
import { harnesses } from '../../conformance/harnesses.ts';
import { openSampleStore } from '../../store/sample.ts';
import type { TestStore } from '../../support/store.ts';
import { type Bundle, bundleProgram } from './bundle-child.ts';
import { killSource } from './kill-source.ts';
import { killedStarts } from './killed-starts.ts';

/** Each costs half a second of two free cores a connector: twenty are for a run that asks for them. */
const KILLS = Number(process.env.HUB_KILLS ?? 5);

/** The first harness of each connector; every harness under HUB_KILL_ALL=1. */
const tried = Object.entries(harnesses).filter(
  ([, { module }], index, all) =>
    process.env.HUB_KILL_ALL === '1' ||
    all.findIndex(([, other]) => other.module.manifest.name === module.manifest.name) === index,
);

/** Migrated once, copied for each connector. */
let template: TestStore;
let bundle: Bundle;
let admin: pg.Pool;
let table: Table;

beforeAll(async () => {
  [template, bundle] = await Promise.all([
    openSampleStore(),
    bundleProgram('test/flows/crash/source-child.ts'),
  ]);
  admin = new pg.Pool({ connectionString: process.env.HUB_TEST_POSTGRES_URL!, max: 1 });
  table = template.store.door.tableOf('sample');
  // A database that somebody is in cannot be copied.
  await template.store.close();
});
afterAll(async () => {
  await Promise.all(Object.values(harnesses).map((harness) => harness.close?.()));
  await admin.query(`DROP DATABASE ${nameOf(template.url)} WITH (FORCE)`);
  await admin.end();
  await bundle.remove();
});

const nameOf = (url: string) => new URL(url).pathname.slice(1);

/** A database of its own: what one connector's lives leave locked holds no other up. */
async function copyDatabase(index: number): Promise<string> {
  const name = `${nameOf(template.url)}_${index}`;
  await admin.query(`CREATE DATABASE ${name} TEMPLATE ${nameOf(template.url)}`);
  const url = new URL(template.url);
  url.pathname = `/${name}`;
  return url.href;
}

describe.concurrent(`kill -9 in the middle, ${KILLS} times`, { timeout: 900_000 }, () => {
  it.for(tried.map(([name, harness], index) => [name, harness, index] as const))(
    '%s: every row of the source is there once, in one version, announced once',
    async ([name, harness, index], { expect }) => {
      const databaseUrl = await copyDatabase(index);
      const store = new pg.Pool({ connectionString: databaseUrl, max: 1 });
      // Its last session may outlive it by a moment, and be ended with the database.
      store.on('error', () => undefined);
      try {
        const { sent, inTheMiddle } = await killSource({
          harness,
          ...(killedStarts[name] ? { start: killedStarts[name] } : {}),
          kills: KILLS,
          seed: 1_000 + index,
          program: bundle.file,
          databaseUrl,
          table,
          store,
        });
        expect(inTheMiddle, 'kills with rows left to move').toBe(KILLS);
        const { rows: stored } = await store.query<{ id: string; _version: number }>(
          'SELECT id, _version FROM sample',
        );
        const ids = new Set(stored.map(({ id }) => id));
        expect(
          sent.filter((id) => !ids.has(id)),
          'lost',
        ).toEqual([]);
        expect(stored.length, 'stored').toBe(sent.length);
        expect(
          stored.filter(({ _version }) => _version !== 1),
          'written again',
        ).toEqual([]);
        const { rows: announced } = await store.query<{ n: number; ids: number }>(
          `SELECT count(*)::int AS n, count(DISTINCT item->>'id')::int AS ids
           FROM event, jsonb_array_elements(items) AS item WHERE item->>'op' = 'inserted'`,
        );
        expect(announced[0], 'announced').toEqual({ n: sent.length, ids: sent.length });
        const { rows: more } = await store.query(`SELECT 1 FROM quarantine
          UNION ALL SELECT 1 FROM event, jsonb_array_elements(items) AS item WHERE item->>'op' <> 'inserted'`);
        expect(more, 'anything else').toEqual([]);
      } finally {
        await store.end();
        await admin.query(`DROP DATABASE ${nameOf(databaseUrl)} WITH (FORCE)`);
      }
    },
  );
});

it('tries every connector that has a harness', () => {
  const names = new Set(Object.values(harnesses).map(({ module }) => module.manifest.name));
  expect(new Set(tried.map(([, { module }]) => module.manifest.name))).toEqual(names);
  expect(names.size).toBeGreaterThanOrEqual(14);
});
