import {
  type GraphQLSchema,
  isInterfaceType,
  isObjectType,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import type { PathSegment, QueryPlan, Requirement } from '../plan-node.ts';

/**
 * When fields of an interface object are asked for several implementations, the planner joins the calls into one but
 * keeps the type condition of only one of them; the objects of the other types are left without the fields. Such a call
 * is widened to the interface: it asks by the interface's own key anyway.
 */
export function widenInterfaceObjects(plan: QueryPlan, query: string, supergraph: GraphQLSchema): QueryPlan {
  let selected: ReadonlySet<string> | undefined;
  const isSelected = (type: string, field: string): boolean => {
    selected ??= findSelected(query, supergraph);
    return selected.has(`${type}.${field}`);
  };

  const widen = (
    requires: readonly Requirement[],
    operation: string,
    alias: string,
  ): readonly Requirement[] =>
    requires.map((requirement) => {
      if (requirement.kind !== 'InlineFragment') return requirement;
      const type = supergraph.getType(requirement.typeCondition);
      if (!isObjectType(type)) return requirement;
      const entered = findEntered(operation, alias).find(({ on }) => {
        const known = supergraph.getType(on);
        return isInterfaceType(known) && supergraph.isSubType(known, type);
      });
      if (!entered) return requirement;
      const known = supergraph.getType(entered.on);
      if (!isInterfaceType(known)) return requirement;
      const others = [known, ...supergraph.getPossibleTypes(known)].filter(({ name }) => name !== type.name);
      const isShared = entered.fields.some((field) => others.some(({ name }) => isSelected(name, field)));
      return isShared ? { ...requirement, typeCondition: entered.on } : requirement;
    });

  const walk = <T>(node: T): T => {
    if (Array.isArray(node)) return node.map(walk) as T;
    if (node === null || typeof node !== 'object') return node;
    const { kind, operation, path, node: inner, entityBatch } = node as Record<string, unknown>;
    const fetch = inner as { kind?: string; requires?: Requirement[]; operation: string } | undefined;
    if (kind === 'Flatten' && fetch?.kind === 'Fetch' && fetch.requires) {
      if (isNarrowed(path as PathSegment[])) return node;
      const requires = widen(fetch.requires, fetch.operation, '_entities');
      return { ...node, node: { ...fetch, requires } };
    }
    if (kind === 'BatchFetch') {
      const { aliases } = entityBatch as {
        aliases: { alias: string; requires: Requirement[]; paths: PathSegment[][] }[];
      };
      const widened = aliases.map((alias) =>
        alias.paths.some(isNarrowed)
          ? alias
          : { ...alias, requires: widen(alias.requires, operation as string, alias.alias) },
      );
      return { ...node, entityBatch: { aliases: widened } };
    }
    const copy: Record<string, unknown> = {};
    for (const [key, value] of Object.entries(node))
      copy[key] = typeof value === 'string' ? value : walk(value);
    return copy as T;
  };
  return walk(plan);
}

/** Whether the last step of a path names types: then other types do not come by. */
function isNarrowed(path: readonly PathSegment[]): boolean {
  const last = path.at(-1);
  return last !== undefined && last !== '@' && 'TypeCondition' in last;
}

/** What a fetch of entities asks, by the type in which it does. */
function findEntered(operation: string, alias: string): { on: string; fields: string[] }[] {
  const entered: { on: string; fields: string[] }[] = [];
  visit(parse(operation, { noLocation: true }), {
    Field: (field) => {
      if ((field.alias?.value ?? field.name.value) !== alias) return undefined;
      for (const selection of field.selectionSet?.selections ?? []) {
        if (selection.kind !== Kind.INLINE_FRAGMENT || !selection.typeCondition) continue;
        const fields = selection.selectionSet.selections.flatMap((inner) =>
          inner.kind === Kind.FIELD && inner.name.value !== '__typename' ? [inner.name.value] : [],
        );
        entered.push({ on: selection.typeCondition.name.value, fields });
      }
      return false;
    },
  });
  return entered;
}

/** Every field that a query selects, as `Type.field`. */
function findSelected(query: string, schema: GraphQLSchema): Set<string> {
  const selected = new Set<string>();
  const info = new TypeInfo(schema);
  visit(
    parse(query, { noLocation: true }),
    visitWithTypeInfo(info, {
      Field: (field) => {
        const parent = info.getParentType();
        if (parent) selected.add(`${parent.name}.${field.name.value}`);
      },
    }),
  );
  return selected;
}
