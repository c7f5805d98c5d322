import { buildSchema } from 'graphql';
import { describe, expect, it } from 'vitest';
import { assertClassified, listFaults } from '../../src/cli/classified.ts';
import { subgraphs } from '../../src/subgraphs/index.ts';

const schema = buildSchema(`
  directive @access(class: String!) on FIELD_DEFINITION
  type Query { _service: String person: Person @access(class: "open") }
  type Person {
    fine: String! @access(class: "open")
    hidden: String @access(class: "personal")
    forgotten: String
    misspelt: String @access(class: "Personal")
    certain: String! @access(class: "sealed")
    _own: String
  }
  input Where { name: String }
  interface Named { name: String }`);

describe('classes of fields', () => {
  it('are missed where they are missing, misspelt, or on a field that cannot be null', () => {
    expect(listFaults({ schema })).toEqual([
      'Person.forgotten has no class (Open, Internal, Personal, Sealed)',
      'Person.misspelt has no class (Open, Internal, Personal, Sealed)',
      'Person.certain is sealed and must be nullable',
    ]);
    expect(() => assertClassified({ name: 'persons', schema })).toThrow(
      /Subgraph persons:\n.*forgotten.*\n.*misspelt.*\n.*certain/,
    );
  });

  it('stand beside every field of every subgraph', () => {
    const built = subgraphs.map((build) => build());
    expect(built.length).toBeGreaterThanOrEqual(4);
    for (const subgraph of built) expect(() => assertClassified(subgraph)).not.toThrow();
  });
});
