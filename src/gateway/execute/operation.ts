import {
  type DocumentNode,
  executeSync,
  GraphQLError,
  getVariableValues,
  Kind,
  type OperationDefinitionNode,
  print,
} from 'graphql';
import { Problem } from '../../kernel/problem.ts';
import { GATEWAY_VALUE_INVALID, GATEWAY_VALUE_MISSING } from '../../kernel/problems/gateway.ts';
import { createBoundedCache } from '../bounded-cache.ts';
import type { SubgraphClient } from '../client.ts';
import { findSwitches } from '../inclusion.ts';
import type { OverrideChoice } from '../override.ts';
import type { FetchNode, PlanNode } from '../plan-node.ts';
import { findAskers } from './askers.ts';
import type { Projector } from './assemble.ts';
import type { Engine } from './engine.ts';
import { compileRootMerge, type RootMerge } from './fetch-step.ts';
import { splitDocument } from './planning-document.ts';
import { compileObject, isExplained } from './project.ts';
import type { Run, Step } from './run.ts';
import { clientOf, compilePlan } from './step.ts';

/** The start of a subscription: the fetch whose events drive the rest of the plan. */
interface SubscriptionSource {
  readonly client: SubgraphClient;
  readonly fetch: Omit<FetchNode, 'kind'>;
  readonly mergeEvent: RootMerge;
}

/** An operation, compiled once for each document. */
export interface CompiledOperation {
  readonly operation: OperationDefinitionNode;
  /** Absent: nothing is asked of any subgraph. */
  readonly plan: PlanNode | undefined;
  readonly source: SubscriptionSource | undefined;
  coerceVariables(
    given: Readonly<Record<string, unknown>>,
  ): { coerced: Record<string, unknown> } | { errors: readonly GraphQLError[] };
  /** Runs the plan (what follows the source, for a subscription) into `run.data`. */
  runPlan(run: Run): Promise<void>;
  /** The answer: only what was asked, nulls where they belong, errors for what is missing. */
  project(run: Run): { data: Record<string, unknown> | null; errors?: readonly GraphQLError[] };
}

/** Variants of one operation by the values of its @skip/@include variables. */
const PROJECTOR_LIMIT = 64;

export function compileOperation(
  engine: Engine,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  override?: OverrideChoice,
): CompiledOperation {
  const { apiSchema, fieldNames } = engine;
  const fragments = new Map(
    document.definitions.flatMap((definition) =>
      definition.kind === Kind.FRAGMENT_DEFINITION ? [[definition.name.value, definition] as const] : [],
    ),
  );
  const rootType = apiSchema.getRootType(operation.operation);
  if (!rootType)
    throw new GraphQLError(`The schema has no ${operation.operation} type.`, { nodes: operation });

  const { planned, introspected } = splitDocument(operation, fragments, fieldNames);
  const { source, step, plan } = compileSteps(engine, planned, override);
  const switches = findSwitches(document);
  const projectors = createBoundedCache<string, Projector>(PROJECTOR_LIMIT);

  return {
    operation,
    plan,
    source,
    coerceVariables: (given) => getVariableValues(apiSchema, operation.variableDefinitions ?? [], given),
    runPlan: async (run) => {
      if (introspected) {
        const variableValues = run.variables;
        const { data, errors } = executeSync({ schema: apiSchema, document: introspected, variableValues });
        Object.assign(run.data, data);
        if (errors) run.errors.push(...errors);
      }
      await step?.(run);
    },
    project: (run) => {
      const variables = run.variables;
      const projector = projectors.getOrCreate(switches.variantOf(variables), () =>
        compileObject(
          { schema: apiSchema, fragments, variables, fieldNames },
          rootType,
          [operation.selectionSet],
          rootType.name,
        ),
      );
      const missing: GraphQLError[] = [];
      const onMissing = (field: string, path: readonly (string | number)[]) => {
        if (!isExplained(path, run.errors)) missing.push(toMissingError(field, path));
      };
      const onInvalid = (field: string, expected: string, path: readonly (string | number)[]) => {
        missing.push(toInvalidError(field, expected, path, findAskers(plan, field)));
      };
      const data = (projector(run.data, { path: [], onMissing, onInvalid }, 0) ?? null) as Record<
        string,
        unknown
      > | null;
      const errors = [...run.errors, ...missing];
      return errors.length > 0 ? { errors, data } : { data };
    },
  };
}

function toMissingError(field: string, path: readonly (string | number)[]): GraphQLError {
  const originalError = new Problem(GATEWAY_VALUE_MISSING, { field });
  return new GraphQLError(originalError.message, { path, originalError });
}

/** Never says what arrived: it may be a person's. */
function toInvalidError(
  field: string,
  expected: string,
  path: readonly (string | number)[],
  subgraphs: readonly string[],
): GraphQLError {
  const subgraph = subgraphs.join(', ');
  const originalError = new Problem(GATEWAY_VALUE_INVALID, { field, expected, subgraph });
  return new GraphQLError(originalError.message, { path, originalError, extensions: { subgraph } });
}

interface Steps {
  readonly source: SubscriptionSource | undefined;
  readonly step: Step | undefined;
  readonly plan: PlanNode | undefined;
}

function compileSteps(
  engine: Engine,
  planned: DocumentNode | undefined,
  override: OverrideChoice | undefined,
): Steps {
  const plan = planned && engine.planner.plan(print(planned), undefined, override).node;
  if (!plan) return { source: undefined, step: undefined, plan: undefined };
  const nodes = plan.kind === 'Sequence' ? plan.nodes : [plan];
  const [first, ...rest] = nodes;
  if (first?.kind !== 'Subscription') return { source: undefined, step: compilePlan(plan, engine), plan };

  const client = clientOf(engine, first.primary.serviceName);
  const mergeEvent = compileRootMerge(first.primary, client.name, engine.types);
  const after: PlanNode = { kind: 'Sequence', nodes: rest };
  return {
    source: { client, fetch: first.primary, mergeEvent },
    step: rest.length > 0 ? compilePlan(after, engine) : undefined,
    plan,
  };
}

/** The operation that a request means (GraphQL spec §6.1 GetOperation). */
export function findOperation(
  document: DocumentNode,
  operationName: string | null | undefined,
): OperationDefinitionNode | GraphQLError {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (operationName) {
    const named = operations.find(({ name }) => name?.value === operationName);
    return named ?? new GraphQLError(`Unknown operation named "${operationName}".`);
  }
  if (operations.length === 1) return operations[0]!;
  return operations.length === 0
    ? new GraphQLError('Must provide an operation.')
    : new GraphQLError('Must provide operation name if query contains multiple operations.');
}
