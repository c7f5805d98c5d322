import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { buildSchema, Kind, parse, specifiedRules, validate } from 'graphql';
import { getVariableValues } from 'graphql/execution/values.js';
import { describe, expect, it } from 'vitest';
import { exampleGroups, toExample } from '../../src/console/explorer/example.ts';
import { examples } from '../../src/console/explorer/examples/index.ts';

const folder = new URL('../../src/console/explorer/examples/', import.meta.url);
const schemaFile = new URL('../../schema/api.graphql', import.meta.url);

describe('the example library', () => {
  it('lists every file, each under its own titles, with examples for everybody', () => {
    expect(examples).toHaveLength(readdirSync(folder).filter((name) => name.endsWith('.graphql')).length);
    expect(new Set(examples.map(({ title }) => title.vi)).size).toBe(examples.length);
    expect(new Set(examples.map(({ title }) => title.en)).size).toBe(examples.length);
    expect(new Set(examples.map(({ group }) => group))).toEqual(new Set(exampleGroups));
  });

  it('names the file that lacks a header line', () => {
    expect(() => toExample('# vi: Chỉ có tiếng Việt\nquery A { a }')).toThrow(
      /lacks its "# en:" line.*Chỉ có/s,
    );
    expect(() => toExample('# vi: a\n# en: b\n# group: nobody\nquery A { a }')).toThrow(
      /no known group: nobody/,
    );
  });

  describe('fits the graph', () => {
    const schema = buildSchema(
      existsSync(schemaFile) ? readFileSync(schemaFile, 'utf8') : 'type Query { a: Int }',
    );
    it.each(examples.map((example) => [example.title.en, example] as const))(
      '%s',
      (_, { query, variables }) => {
        const document = parse(query);
        expect(validate(schema, document, specifiedRules).map((error) => error.message)).toEqual([]);
        const [operation] = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
        const given = JSON.parse(variables || '{}') as Record<string, unknown>;
        expect(getVariableValues(schema, operation?.variableDefinitions ?? [], given).errors).toBeUndefined();
      },
    );
  });
});
