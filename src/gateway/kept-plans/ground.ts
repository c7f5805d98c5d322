import { type DefinitionNode, type DocumentNode, Kind, print } from 'graphql';
import { select, toRoots } from '../planner/directives.ts';
import { type Composite, type Composites, readComposites } from './composites.ts';
import { listUnder } from './under.ts';

/**
 * What plans stand on: of a supergraph without addresses and descriptions, the statement behind each type and field. Two
 * graphs that state the same for all that an operation stands on allow the same plans of it.
 */
export interface Ground {
  /** What every plan stands on: root types, directives. */
  readonly common: string;
  /** Subgraphs by their value of `join__Graph`. */
  readonly graphs: ReadonlyMap<string, string>;
  /** `T` and `T.f` → what is stated of it. */
  readonly statements: ReadonlyMap<string, string>;
  /** All of `statements` that a plan of the operation can depend on. */
  under(operation: string): ReadonlySet<string>;
}

export function readGround(supergraph: DocumentNode): Ground {
  const composites = readComposites(supergraph);
  const roots = toRoots(supergraph);
  const rootNames = new Set(roots.values());
  const toEntries = (type: Composite) => toStatements(type, composites, rootNames.has(type.name.value));
  return {
    common: supergraph.definitions.filter(isCommon).map(print).sort().join('\n'),
    graphs: new Map(supergraph.definitions.flatMap(toGraphs)),
    statements: new Map([...composites.types.values()].flatMap(toEntries)),
    under: (operation) => listUnder(operation, composites, roots),
  };
}

/** Inputs, enums and scalars stand in operations as they are written; no plan reads them. */
function isCommon({ kind }: DefinitionNode): boolean {
  return kind === Kind.SCHEMA_DEFINITION || kind === Kind.DIRECTIVE_DEFINITION;
}

function toGraphs(definition: DefinitionNode): [string, string][] {
  if (definition.kind !== Kind.ENUM_TYPE_DEFINITION || definition.name.value !== 'join__Graph') return [];
  return (definition.values ?? []).map((value) => [value.name.value, print(value)]);
}

function toStatements(type: Composite, composites: Composites, isRoot: boolean): [string, string][] {
  const name = type.name.value;
  const members = composites.membersOf(name).join(' ');
  if (type.kind === Kind.UNION_TYPE_DEFINITION) return [[name, print(type)]];
  const joins = select(type.directives, 'join__type').map(print).sort().join(' ');
  // Each subgraph joins the root types, whether it has a field of them or not.
  const directives = (type.directives ?? []).filter(
    (directive) => !isRoot || directive.name.value !== 'join__type',
  );
  return [
    [name, `${print({ ...type, directives, fields: [] })} ${members}`],
    ...(type.fields ?? []).map((field): [string, string] => [
      `${name}.${field.name.value}`,
      // A field that names no subgraph is in each that the type is in.
      select(field.directives, 'join__field').length > 0 ? print(field) : `${print(field)} ${joins}`,
    ]),
  ];
}
