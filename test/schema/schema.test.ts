import { readFile } from 'node:fs/promises';
import { buildSchema, isObjectType } from 'graphql';
import { describe, expect, it } from 'vitest';
import { listFaults } from '../../src/cli/classified.ts';
import { toSchemaFiles } from '../../src/cli/schema-files.ts';
import { subgraphs } from '../../src/subgraphs/index.ts';

describe('schema/', () => {
  it('is what the code says', async () => {
    for (const [name, text] of toSchemaFiles())
      expect(await readFile(new URL(`../../schema/${name}`, import.meta.url), 'utf8'), name).toBe(text);
  });

  it('shows nothing of the federation to clients', () => {
    const api = buildSchema(toSchemaFiles().get('api.graphql')!);
    expect(Object.keys(api.getQueryType()!.getFields()).filter((name) => name.startsWith('_'))).toEqual([]);
    expect(Object.keys(api.getTypeMap()).filter((name) => /^_[A-Z]|join__|link__/.test(name))).toEqual([]);
  });

  it('bounds every list', () => {
    const api = buildSchema(toSchemaFiles().get('api.graphql')!);
    let lists = 0;
    for (const type of Object.values(api.getTypeMap()))
      if (isObjectType(type) && !type.name.startsWith('__'))
        for (const field of Object.values(type.getFields()))
          if (/Connection!?$/.test(String(field.type))) {
            lists += 1;
            expect(
              field.args.map((arg) => arg.name),
              `${type.name}.${field.name}`,
            ).toEqual(expect.arrayContaining(['where', 'orderBy', 'first', 'after']));
          }
    expect(lists).toBeGreaterThan(10);
  });
});

describe('field classes', () => {
  it.each(subgraphs.map((build) => build()))(
    '$name: every field has one, and what is not open may be null',
    (subgraph) => {
      expect(listFaults(subgraph)).toEqual([]);
    },
  );

  it('a field without a class, and a closed one that may not be null, are found', () => {
    const schema = buildSchema(`
      directive @access(class: String!) on FIELD_DEFINITION
      type Query { a: String b: String! @access(class: "personal") c: String @access(class: "secret") d: Int! @access(class: "open") }
    `);
    expect(listFaults({ schema })).toEqual([
      'Query.a has no class (Open, Internal, Personal, Sealed)',
      'Query.b is personal and must be nullable',
      'Query.c has no class (Open, Internal, Personal, Sealed)',
    ]);
  });
});
