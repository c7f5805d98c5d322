import assert from 'node:assert/strict';
import { compileSchema } from '../schema.ts';
import type { ConformanceCheck } from './check.ts';
import { makeRows } from './rows.ts';

const schemasValid: ConformanceCheck = {
  id: 'discover.schemas-valid',
  level: 'MUST',
  title: 'Every schema is valid JSON Schema 2020-12 and every reference in it resolves',
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load(makeRows(1));
    const { connector, ctx } = await bench.open(fixture);
    const datasets = await connector.discover(ctx);
    assert.ok(datasets.length > 0, 'discover offers nothing');
    assert.equal(
      new Set(datasets.map(({ name }) => name)).size,
      datasets.length,
      'two datasets have one name',
    );
    for (const { schema } of datasets) compileSchema(schema);
  },
};

const keysDeclared: ConformanceCheck = {
  id: 'discover.keys-declared',
  level: 'MUST',
  title: 'Key, cursor and look-up fields stand in the schema, and the key is required',
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load(makeRows(1));
    const { connector, ctx } = await bench.open(fixture);
    for (const { name, schema, key, cursor, live } of await connector.discover(ctx)) {
      const known = Object.keys((schema.properties ?? {}) as object);
      const required = (schema.required ?? []) as string[];
      for (const field of [...key, ...(cursor?.fields ?? []), ...(live?.keys.flat() ?? [])])
        assert.ok(known.includes(field), `${name}: field ${field} is not in the schema`);
      for (const field of key)
        assert.ok(required.includes(field), `${name}: key field ${field} is not required`);
    }
  },
};

const sameTwice: ConformanceCheck = {
  id: 'discover.same-twice',
  level: 'MUST',
  title: 'discover says the same twice',
  async run(bench) {
    const fixture = await bench.start();
    await fixture.load(makeRows(3));
    const { connector, ctx } = await bench.open(fixture);
    assert.deepEqual(await connector.discover(ctx), await connector.discover(ctx));
  },
};

export const discoveryChecks = [schemasValid, keysDeclared, sameTwice];
