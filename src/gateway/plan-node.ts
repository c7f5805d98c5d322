import type { OperationTypeNode } from 'graphql';

/** The query plan as the planner writes it, JSON. */
export interface QueryPlan {
  readonly kind: 'QueryPlan';
  readonly node?: PlanNode | null;
}

export type PlanNode =
  | FetchNode
  | BatchFetchNode
  | FlattenNode
  | SequenceNode
  | ParallelNode
  | ConditionNode
  | SubscriptionNode
  | DeferNode;

export interface FetchNode {
  readonly kind: 'Fetch';
  readonly serviceName: string;
  readonly variableUsages?: readonly string[];
  readonly operationKind?: OperationTypeNode;
  readonly operation: string;
  /** Present when the fetch asks `_entities` for the objects of the Flatten around it. */
  readonly requires?: readonly Requirement[];
  readonly inputRewrites?: readonly Rewrite[];
  readonly outputRewrites?: readonly Rewrite[];
}

/** Several `_entities` selections in one call: one aliased field and one list of representations for each. */
export interface BatchFetchNode {
  readonly kind: 'BatchFetch';
  readonly serviceName: string;
  readonly variableUsages?: readonly string[];
  readonly operation: string;
  readonly entityBatch: { readonly aliases: readonly EntityAlias[] };
}

export interface EntityAlias {
  readonly alias: string;
  readonly representationsVariableName: string;
  readonly paths: readonly (readonly PathSegment[])[];
  readonly requires: readonly Requirement[];
  readonly inputRewrites?: readonly Rewrite[];
  readonly outputRewrites?: readonly Rewrite[];
}

interface FlattenNode {
  readonly kind: 'Flatten';
  readonly path: readonly PathSegment[];
  readonly node: PlanNode;
}

interface SequenceNode {
  readonly kind: 'Sequence';
  readonly nodes: readonly PlanNode[];
}

interface ParallelNode {
  readonly kind: 'Parallel';
  readonly nodes: readonly PlanNode[];
}

interface ConditionNode {
  readonly kind: 'Condition';
  /** Name of a Boolean variable. */
  readonly condition: string;
  readonly ifClause?: PlanNode | null;
  readonly elseClause?: PlanNode | null;
}

interface SubscriptionNode {
  readonly kind: 'Subscription';
  /** Comes without its `kind`. */
  readonly primary: Omit<FetchNode, 'kind'>;
}

interface DeferNode {
  readonly kind: 'Defer';
}

/** A step down the response: by response key, into every item of a list, or only for some types. */
export type PathSegment = { readonly Field: string } | { readonly TypeCondition: readonly string[] } | '@';

/** What a representation is made of. `name` is the key to read, `alias` (if any) the key to write. */
export type Requirement =
  | {
      readonly kind: 'Field';
      readonly name: string;
      readonly alias?: string;
      readonly selections?: readonly Requirement[];
    }
  | {
      readonly kind: 'InlineFragment';
      readonly typeCondition: string;
      readonly selections: readonly Requirement[];
      readonly skipIf?: string;
      readonly includeIf?: string;
    };

export type RewriteSegment = { readonly TypenameEquals: readonly string[] } | { readonly Key: string };

export interface ValueSetter {
  readonly path: readonly RewriteSegment[];
  readonly setValueTo: string;
}

export interface KeyRenamer {
  readonly path: readonly RewriteSegment[];
  readonly renameKeyTo: string;
}

export type Rewrite =
  | { readonly ValueSetter: ValueSetter }
  | { readonly KeyRenamer: KeyRenamer }
  | ValueSetter;

/** What a plan asks of whom. */
interface PlannedOperation {
  readonly serviceName: string;
  readonly operation: string;
}

/** Every operation of a plan. */
export function toOperations(node: PlanNode | null | undefined): PlannedOperation[] {
  switch (node?.kind) {
    case 'Fetch':
    case 'BatchFetch':
      return [node];
    case 'Subscription':
      return [node.primary];
    case 'Flatten':
      return toOperations(node.node);
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap(toOperations);
    case 'Condition':
      return [...toOperations(node.ifClause), ...toOperations(node.elseClause)];
    default:
      return [];
  }
}
