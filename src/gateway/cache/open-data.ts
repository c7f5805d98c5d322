import {
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLOutputType,
  type GraphQLSchema,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
  Kind,
  type OperationDefinitionNode,
  type OperationTypeNode,
  type SelectionSetNode,
} from 'graphql';
import { findOperation } from '../execute/operation.ts';
import { readDeclared } from './directives.ts';

/** An operation whose answer is open data. */
export interface OpenAnswer {
  /** Seconds, more than 0. */
  readonly maxAge: number;
  /** Entity types whose rows the answer speaks of: when one of them changes, so may the answer. */
  readonly types: ReadonlySet<string>;
}

export interface OpenData {
  /** Undefined: a field of it is not open, nothing says how long it holds, or it is no query. */
  judge(document: DocumentNode, operationName: string | null | undefined): OpenAnswer | undefined;
  /** The entity types behind what a mutation returns; none for anything else. */
  changedBy(document: DocumentNode, operationName: string | null | undefined): ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

interface Finding extends OpenAnswer {
  readonly kind: OperationTypeNode;
  readonly isOpen: boolean;
}

/**
 * Judges operations by the subgraphs' SDL. The least `@cacheControl(maxAge:)` met counts. A type with a key that says
 * nothing allows no keeping; a type without one is part of what it stands in, and as good as that.
 */
export function createOpenData(schema: GraphQLSchema, sdls: readonly string[]): OpenData {
  const declared = readDeclared(sdls);
  const behind = createReach(schema, declared.entities);
  const known = new WeakMap<DocumentNode, Map<string, Finding>>();

  const objectsOf = (type: GraphQLCompositeType): readonly GraphQLObjectType[] =>
    isObjectType(type) ? [type] : schema.getPossibleTypes(type);

  const ageOfType = (name: string): number | undefined =>
    declared.maxAge.get(name) ?? (declared.entities.has(name) ? 0 : undefined);

  const ageOf = (
    parent: GraphQLCompositeType,
    field: string,
    type: GraphQLOutputType,
  ): number | undefined => {
    const own = objectsOf(parent).flatMap(({ name }) => declared.maxAge.get(`${name}.${field}`) ?? []);
    if (own.length > 0) return Math.min(...own);
    const target = getNamedType(type);
    if (!isCompositeType(target)) return undefined;
    const ages = objectsOf(target).flatMap(({ name }) => ageOfType(name) ?? []);
    // A root's own part, such as a connection, is made of what it leads to: `totalCount` is a count of that.
    if (ages.length === 0 && parent === schema.getQueryType())
      for (const name of behind(target)) ages.push(ageOfType(name) ?? 0);
    return ages.length > 0 ? Math.min(...ages) : undefined;
  };

  const isOpen = (parent: GraphQLCompositeType, field: string): boolean =>
    [parent, ...objectsOf(parent)].every(({ name }, index) => {
      const said = declared.open.get(`${name}.${field}`);
      // An interface says nothing of its own: its objects' fields are guarded.
      return index === 0 && isAbstractType(parent) ? said !== false : said === true;
    });

  const examine = (operation: OperationDefinitionNode, document: DocumentNode): Finding => {
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const node of document.definitions)
      if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
    const types = new Set<string>();
    let allOpen = operation.operation === 'query';
    let maxAge = Number.POSITIVE_INFINITY;

    const visit = ({ selections }: SelectionSetNode, parent: GraphQLCompositeType): void => {
      for (const selection of selections) {
        if (selection.kind === Kind.FIELD) {
          const { name, selectionSet } = selection;
          if (name.value === '__typename') continue;
          const field = 'getFields' in parent ? parent.getFields()[name.value] : undefined;
          // `__schema` and `__type`: who may read them is decided for each.
          if (!field) {
            allOpen = false;
            continue;
          }
          allOpen &&= isOpen(parent, name.value);
          maxAge = Math.min(maxAge, ageOf(parent, name.value, field.type) ?? maxAge);
          const target = getNamedType(field.type);
          if (!isCompositeType(target)) continue;
          for (const type of behind(target)) types.add(type);
          if (selectionSet) visit(selectionSet, target);
          continue;
        }
        const fragment =
          selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
        const condition = fragment?.typeCondition
          ? schema.getType(fragment.typeCondition.name.value)
          : parent;
        if (fragment && isCompositeType(condition)) visit(fragment.selectionSet, condition);
      }
    };
    const root = schema.getRootType(operation.operation);
    if (root) visit(operation.selectionSet, root);
    return {
      kind: operation.operation,
      isOpen: allOpen,
      maxAge: Number.isFinite(maxAge) ? maxAge : 0,
      types,
    };
  };

  const find = (document: DocumentNode, operationName: string | null | undefined): Finding | undefined => {
    const findings = known.get(document) ?? new Map<string, Finding>();
    known.set(document, findings);
    const name = operationName ?? '';
    const operation = findings.has(name) ? undefined : findOperation(document, operationName);
    if (operation && 'kind' in operation) findings.set(name, examine(operation, document));
    return findings.get(name);
  };

  return {
    judge: (document, operationName) => {
      const finding = find(document, operationName);
      return finding?.isOpen && finding.maxAge > 0 ? finding : undefined;
    },
    changedBy: (document, operationName) => {
      const finding = find(document, operationName);
      return finding?.kind === 'mutation' ? finding.types : NONE;
    },
  };
}

/** The entity types that a type stands for: itself, or those it leads to. `totalCount` alone depends on them too. */
function createReach(schema: GraphQLSchema, entities: ReadonlySet<string>) {
  const known = new Map<string, ReadonlySet<string>>();
  const collect = (type: GraphQLCompositeType, found: Set<string>, seen: Set<string>): void => {
    if (seen.has(type.name)) return;
    seen.add(type.name);
    if (entities.has(type.name)) {
      found.add(type.name);
      return;
    }
    if (isAbstractType(type))
      for (const member of schema.getPossibleTypes(type)) collect(member, found, seen);
    if (!('getFields' in type)) return;
    for (const field of Object.values(type.getFields())) {
      const target = getNamedType(field.type);
      if (isCompositeType(target)) collect(target, found, seen);
    }
  };
  return (type: GraphQLCompositeType): ReadonlySet<string> => {
    const found = known.get(type.name) ?? new Set<string>();
    if (!known.has(type.name)) {
      collect(type, found as Set<string>, new Set());
      known.set(type.name, found);
    }
    return found;
  };
}
