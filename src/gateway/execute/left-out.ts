import { type DirectiveNode, type FragmentDefinitionNode, Kind, parse, type SelectionSetNode } from 'graphql';
import { isIncluded } from '../inclusion.ts';
import type { PathSegment, PlanNode } from '../plan-node.ts';

type Variables = Readonly<Record<string, unknown>>;
type Condition = (variables: Variables) => boolean;

/**
 * Whether a field of the data under way is absent because every fetch of it is skipped under these variables, rather
 * than because one failed. The planner joins calls whose fields depend on different conditions, and then requires the
 * fields of all.
 */
export type LeftOut = (path: string, variables: Variables) => boolean;

/** The response keys of a path: lists and type conditions do not show. */
export function toKeyPath(path: readonly PathSegment[]): string {
  return path.flatMap((segment) => (segment !== '@' && 'Field' in segment ? [segment.Field] : [])).join('.');
}

/** Reads a whole plan: where each field is fetched, and under which conditions. */
export function findLeftOut(plan: PlanNode): LeftOut {
  const fetched = new Map<string, Condition[]>();
  const note = (path: string, conditions: readonly Condition[]) => {
    const known = fetched.get(path) ?? [];
    fetched.set(path, [...known, (variables) => conditions.every((condition) => condition(variables))]);
  };

  const readOperation = (text: string, conditions: readonly Condition[], entities: Map<string, string[]>) => {
    const { definitions } = parse(text, { noLocation: true });
    const fragments = new Map<string, FragmentDefinitionNode>();
    for (const definition of definitions)
      if (definition.kind === Kind.FRAGMENT_DEFINITION) fragments.set(definition.name.value, definition);
    const visit = (
      { selections }: SelectionSetNode,
      bases: readonly string[],
      under: readonly Condition[],
    ) => {
      for (const selection of selections) {
        const now = [...under, ...toConditions(selection.directives)];
        if (selection.kind !== Kind.FIELD) {
          const fragment =
            selection.kind === Kind.INLINE_FRAGMENT ? selection : fragments.get(selection.name.value);
          if (fragment) visit(fragment.selectionSet, bases, now);
          continue;
        }
        const key = selection.alias?.value ?? selection.name.value;
        const paths = entities.get(key) ?? bases.map((base) => (base ? `${base}.${key}` : key));
        for (const path of paths) note(path, now);
        if (selection.selectionSet) visit(selection.selectionSet, paths, now);
      }
    };
    for (const definition of definitions)
      if (definition.kind === Kind.OPERATION_DEFINITION)
        visit(definition.selectionSet, entities.size > 0 ? [] : [''], conditions);
  };

  const read = (node: PlanNode | null | undefined, conditions: readonly Condition[]): void => {
    switch (node?.kind) {
      case 'Fetch':
        readOperation(node.operation, conditions, new Map());
        break;
      case 'Flatten':
        if (node.node.kind === 'Fetch')
          readOperation(node.node.operation, conditions, new Map([['_entities', [toKeyPath(node.path)]]]));
        break;
      case 'BatchFetch': {
        const { aliases } = node.entityBatch;
        const paths = aliases.map(({ alias, paths: all }) => [alias, all.map(toKeyPath)] as const);
        readOperation(node.operation, conditions, new Map(paths));
        break;
      }
      case 'Sequence':
      case 'Parallel':
        for (const inner of node.nodes) read(inner, conditions);
        break;
      case 'Condition': {
        const { condition } = node;
        read(node.ifClause, [...conditions, (variables) => variables[condition] === true]);
        read(node.elseClause, [...conditions, (variables) => variables[condition] !== true]);
      }
    }
  };
  read(plan, []);
  return (path, variables) => {
    const conditions = fetched.get(path);
    return conditions !== undefined && !conditions.some((condition) => condition(variables));
  };
}

function toConditions(directives: readonly DirectiveNode[] | undefined): Condition[] {
  return directives?.length ? [(variables) => isIncluded(directives, variables)] : [];
}
