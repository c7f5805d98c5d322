import { toClientKey } from '../execute/response-key.ts';
import type { EntityAlias, FetchNode, PathSegment, PlanNode, Requirement } from '../plan-node.ts';

/** What calls by one node of a plan came to. */
export interface FetchFigures {
  calls: number;
  errors: number;
  /** Entities asked for. */
  entities: number;
  /** Entities that came back, or objects in lists for root fields. */
  rows: number;
  /** Of all its calls together. */
  ms: number;
}

/** One call of a subgraph. */
export interface PlanFetch {
  readonly kind: 'Fetch' | 'Subscription';
  readonly subgraph: string;
  /** `Type(key fields)` with the place in the answer; empty for root fields. */
  readonly entities: readonly { readonly type: string; readonly key: string; readonly path: string }[];
  /** What is sent, as the planner wrote it. */
  readonly operation: string;
  readonly figures?: FetchFigures;
}

/** A plan as a person reads it. */
export type PlanTree =
  | PlanFetch
  | { readonly kind: 'Sequence' | 'Parallel'; readonly steps: readonly PlanTree[] }
  | {
      readonly kind: 'Condition';
      readonly variable: string;
      readonly ifTrue?: PlanTree;
      readonly ifFalse?: PlanTree;
    };

/** Figures by what is sent where. */
export function toFetchKey(subgraph: string, operation: string): string {
  return `${subgraph}\n${operation}`;
}

export function toPlanTree(node: PlanNode, figures?: ReadonlyMap<string, FetchFigures>): PlanTree {
  const fetch = (
    { serviceName: subgraph, operation }: Pick<FetchNode, 'serviceName' | 'operation'>,
    entities: PlanFetch['entities'],
    kind: PlanFetch['kind'] = 'Fetch',
  ): PlanFetch => {
    const own = figures?.get(toFetchKey(subgraph, operation));
    return { kind, subgraph, entities, operation, ...(own ? { figures: own } : {}) };
  };
  const convert = (child: PlanNode): PlanTree => {
    switch (child.kind) {
      case 'Fetch':
        return fetch(child, []);
      case 'BatchFetch':
        return fetch(child, child.entityBatch.aliases.flatMap(toEntities));
      case 'Flatten':
        return child.node.kind === 'Fetch'
          ? fetch(child.node, toEntities({ paths: [child.path], requires: child.node.requires ?? [] }))
          : convert(child.node);
      case 'Sequence':
      case 'Parallel':
        return { kind: child.kind, steps: child.nodes.map(convert) };
      case 'Condition':
        return {
          kind: 'Condition',
          variable: child.condition,
          ...(child.ifClause ? { ifTrue: convert(child.ifClause) } : {}),
          ...(child.elseClause ? { ifFalse: convert(child.elseClause) } : {}),
        };
      case 'Subscription':
        return fetch(child.primary, [], 'Subscription');
      case 'Defer':
        return { kind: 'Sequence', steps: [] };
    }
  };
  return convert(node);
}

function toEntities({ paths, requires }: Pick<EntityAlias, 'paths' | 'requires'>): PlanFetch['entities'] {
  return paths.flatMap((path) =>
    requires.flatMap((requirement) =>
      requirement.kind === 'InlineFragment'
        ? [{ type: requirement.typeCondition, key: toKey(requirement.selections), path: toPath(path) }]
        : [],
    ),
  );
}

function toKey(selections: readonly Requirement[]): string {
  return selections
    .flatMap((selection) => {
      if (selection.kind === 'InlineFragment') return [`... on ${selection.typeCondition}`];
      if (selection.name === '__typename') return [];
      const nested = selection.selections?.length ? ` { ${toKey(selection.selections)} }` : '';
      return [selection.name + nested];
    })
    .join(' ');
}

function toPath(path: readonly PathSegment[]): string {
  return path
    .map((segment) => {
      if (segment === '@') return '[]';
      return 'Field' in segment ? `.${toClientKey(segment.Field)}` : `|${segment.TypeCondition.join('|')}`;
    })
    .join('')
    .replace(/^\./, '');
}
