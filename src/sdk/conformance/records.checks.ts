import assert from 'node:assert/strict';
import { compileSchema, describeSchemaError } from '../schema.ts';
import { changesOf, idsOf, putsOf } from './bench.ts';
import { type ConformanceCheck, need } from './check.ts';
import { makeRows } from './rows.ts';

const READERS = ['sync', 'stream'] as const;

const recordsFit: ConformanceCheck = {
  id: 'read.records-fit',
  level: 'MUST',
  title: 'Every record is read as it is at the source, fits the schema and has no undeclared field',
  modes: READERS,
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(40);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const { schema } = await source.dataset();
    const pages = await bench.readAll(source, rows.length);
    assert.ok(pages.length > 0, 'no page');
    const validate = compileSchema(schema);
    const declared = new Set(Object.keys(schema.properties as object));
    for (const row of putsOf(pages)) {
      assert.ok(validate(row), `record ${row.id}: ${JSON.stringify(describeSchemaError(validate.errors))}`);
      for (const field of Object.keys(row)) assert.ok(declared.has(field), `field ${field} is not declared`);
    }
    assert.deepEqual(
      putsOf(pages).map(({ id, name }) => ({ id: String(id), name })),
      rows.map(({ id, name }) => ({ id, name })),
    );
  },
};

const keysUnique: ConformanceCheck = {
  id: 'read.keys-unique',
  level: 'MUST',
  title: 'No key comes twice in one run',
  modes: READERS,
  async run(bench) {
    const fixture = await bench.start();
    const rows = makeRows(120);
    await fixture.load(rows);
    const ids = idsOf(await bench.readAll(await bench.open(fixture), rows.length));
    assert.equal(new Set(ids).size, ids.length);
  },
};

const badIsValue: ConformanceCheck = {
  id: 'read.bad-is-a-value',
  level: 'MUST',
  title: 'A malformed record becomes "bad" with reason and place, and its neighbours survive',
  modes: READERS,
  async run(bench) {
    const fixture = await bench.start();
    const load = need(fixture.loadAroundMalformed, 'this protocol cannot carry a malformed record');
    const [before, after] = makeRows(2);
    await load.call(fixture, before!, after!);
    const pages = await bench.readAll(await bench.open(fixture), 3);
    assert.deepEqual(idsOf(pages), [before!.id, after!.id]);
    const bad = changesOf(pages).filter((change) => change.op === 'bad');
    assert.equal(bad.length, 1, 'the malformed record is not counted');
    assert.notEqual(bad[0]!.reason, '');
    assert.ok(bad[0]!.src?.uri !== undefined && bad[0]!.src.pos !== undefined, 'the place is not said');
  },
};

const fieldsSeen: ConformanceCheck = {
  id: 'read.fields-seen',
  level: 'SHOULD',
  title: 'Every field of the schema is in at least one record',
  modes: READERS,
  async run(bench) {
    const { unseen = {} } = bench.harness;
    const fixture = await bench.start();
    const rows = makeRows(40);
    await fixture.load(rows);
    const source = await bench.open(fixture);
    const { schema } = await source.dataset();
    const declared = Object.keys((schema.properties ?? {}) as object);
    const puts = putsOf(await bench.readAll(source, rows.length));
    const missing = declared.filter((field) => !puts.some((row) => row[field] !== undefined));
    const silent = missing.filter((field) => !unseen[field]?.trim());
    assert.deepEqual(silent, [], 'fields that are declared and in no record');
  },
};

export const recordChecks = [recordsFit, keysUnique, fieldsSeen, badIsValue];
