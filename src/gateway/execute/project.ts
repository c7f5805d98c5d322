import {
  type GraphQLCompositeType,
  type GraphQLError,
  type GraphQLObjectType,
  type GraphQLOutputType,
  isCompositeType,
  isEnumType,
  isListType,
  isNonNullType,
  isObjectType,
  isScalarType,
  type SelectionSetNode,
} from 'graphql';
import {
  type Assembler,
  compileAssembler,
  type Plain,
  type ProjectionState,
  type Projector,
  type Slot,
} from './assemble.ts';
import { collectFields, type ProjectionScope } from './collect-fields.ts';
import type { Entity } from './path-walker.ts';
import { isIntrospection } from './planning-document.ts';
import { toInternalKey } from './response-key.ts';

/** Compiles the projection of a selection; types behind abstract fields are compiled when first met. */
export function compileObject(
  scope: ProjectionScope,
  declared: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
  field: string,
): Projector {
  const isObject = (value: unknown, state: ProjectionState, depth: number): value is Entity => {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return true;
    state.onInvalid(field, `an object (${declared.name})`, state.path.slice(0, depth));
    return false;
  };
  const byType = new Map<string, Assembler>();
  const assemblerOf = (type: GraphQLCompositeType): Assembler => {
    let assembler = byType.get(type.name);
    if (!assembler) {
      assembler = compileAssembler(compileSlots(scope, type, selectionSets));
      byType.set(type.name, assembler);
    }
    return assembler;
  };

  if (isObjectType(declared)) {
    let assembler: Assembler | undefined;
    return (object, state, depth) => {
      if (!isObject(object, state, depth)) return undefined;
      assembler ??= assemblerOf(declared);
      return assembler(object, state, depth);
    };
  }
  return (object, state, depth) => {
    if (!isObject(object, state, depth)) return undefined;
    const { __typename } = object;
    const runtime = typeof __typename === 'string' ? scope.schema.getType(__typename) : declared;
    // A type that clients may not see (@inaccessible) is no value.
    if (!isCompositeType(runtime)) return undefined;
    if (runtime !== declared && !scope.schema.isSubType(declared, runtime as GraphQLObjectType)) {
      state.onInvalid(field, `an object (${declared.name})`, state.path.slice(0, depth));
      return undefined;
    }
    return assemblerOf(isObjectType(runtime) ? runtime : declared)(object, state, depth);
  };
}

function compileSlots(
  scope: ProjectionScope,
  type: GraphQLCompositeType,
  selectionSets: readonly SelectionSetNode[],
): Slot[] {
  return [...collectFields(scope, type, selectionSets)].map(([key, { parent, nodes, optional }]) => {
    const node = nodes[0]!;
    const from = toInternalKey(node, scope.fieldNames);
    if (node.name.value === '__typename') {
      const project: Projector = isObjectType(type)
        ? () => type.name
        : toConcreteName(scope, `${type.name}.__typename`);
      return { key, from: '__typename', optional, plain: undefined, project };
    }
    if (isIntrospection(node))
      return { key, from, optional, plain: 'anything', project: (value) => value ?? null };
    const field = 'getFields' in parent ? parent.getFields()[node.name.value] : undefined;
    if (!field) throw new Error(`${parent.name}.${node.name.value} is not in the schema`);
    const nested = nodes.flatMap(({ selectionSet }) => selectionSet ?? []);
    const project = compileType(scope, field.type, nested, `${parent.name}.${field.name}`);
    return { key, from, optional, plain: toPlain(field.type), project };
  });
}

/** What is taken as it is, at a glance; the projector judges the rest. */
function toPlain(type: GraphQLOutputType): Plain | undefined {
  const present = isNonNullType(type) ? type.ofType : type;
  if (!isScalarType(present)) return undefined;
  return PLAIN[present.name] ?? 'anything';
}

const PLAIN: Readonly<Record<string, Plain>> = {
  Int: 'integer',
  Float: 'number',
  String: 'string',
  Boolean: 'boolean',
  ID: 'string',
};

function compileType(
  scope: ProjectionScope,
  type: GraphQLOutputType,
  nested: readonly SelectionSetNode[],
  field: string,
): Projector {
  if (isNonNullType(type)) {
    const project = compilePresent(scope, type.ofType, nested, field);
    return (value, state, depth) => {
      if (value !== null && value !== undefined) return project(value, state, depth);
      state.onMissing(field, state.path.slice(0, depth));
      return undefined;
    };
  }
  const project = compilePresent(scope, type, nested, field);
  return (value, state, depth) =>
    value === null || value === undefined ? null : (project(value, state, depth) ?? null);
}

function compilePresent(
  scope: ProjectionScope,
  type: GraphQLOutputType,
  nested: readonly SelectionSetNode[],
  field: string,
): Projector {
  if (isListType(type)) return compileList(compileType(scope, type.ofType, nested, field), field);
  if (isCompositeType(type)) return compileObject(scope, type, nested, field);
  // A value that clients may not see (@inaccessible) is no value.
  if (isEnumType(type)) return orMissing(field, (value) => type.getValue(value as string) !== undefined);
  const isValue = isScalar[type.name];
  return isValue ? orInvalid(field, type.name, isValue) : (value) => value;
}

/** What the built-in scalars look like in JSON. Others look as their owner likes. */
const isScalar: Readonly<Record<string, (value: unknown) => boolean>> = {
  Int: Number.isInteger,
  Float: (value) => typeof value === 'number',
  String: (value) => typeof value === 'string',
  Boolean: (value) => typeof value === 'boolean',
  // Some servers write a number.
  ID: (value) => typeof value === 'string' || Number.isInteger(value),
};

function compileList(project: Projector, field: string): Projector {
  return (list, state, depth) => {
    if (!Array.isArray(list)) {
      state.onInvalid(field, 'a list', state.path.slice(0, depth));
      return undefined;
    }
    const items = list as readonly unknown[];
    const projected: unknown[] = new Array(items.length);
    for (let index = 0; index < items.length; index++) {
      state.path[depth] = index;
      const item = project(items[index], state, depth + 1);
      if (item === undefined) return undefined;
      projected[index] = item;
    }
    return projected;
  };
}

function toConcreteName(scope: ProjectionScope, field: string): Projector {
  return orMissing(field, (name) => isObjectType(scope.schema.getType(String(name))));
}

function orMissing(field: string, isValue: (value: unknown) => boolean): Projector {
  return (value, state, depth) => {
    if (isValue(value)) return value;
    state.onMissing(field, state.path.slice(0, depth));
    return undefined;
  };
}

function orInvalid(field: string, expected: string, isValue: (value: unknown) => boolean): Projector {
  return (value, state, depth) => {
    if (isValue(value)) return value;
    state.onInvalid(field, expected, state.path.slice(0, depth));
    return undefined;
  };
}

/** Whether one of the errors already explains why there is nothing at `path`. */
export function isExplained(path: readonly (string | number)[], errors: readonly GraphQLError[]): boolean {
  return errors.some(
    (error) => !error.path || error.path.every((segment, at) => at >= path.length || segment === path[at]),
  );
}
