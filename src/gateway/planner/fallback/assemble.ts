import { type OperationDefinitionNode, print } from 'graphql';
import type { BatchFetchNode, EntityAlias, FetchNode, PlanNode } from '../../plan-node.ts';
import type { Call } from './call.ts';
import { type Condition, toText } from './selection.ts';
import { findVariables, writeSelection } from './write.ts';

/** Writes calls as a plan: in rounds, each after those that it needs. */
export function assemble(
  calls: readonly Call[],
  operation: OperationDefinitionNode,
  isComposite: (type: string) => boolean,
): PlanNode[] {
  return toRounds(calls).map((round) => {
    const nodes = group(round).map((together) => {
      const { conditions, entity } = together[0]!;
      const node = entity
        ? toBatch(together, operation, isComposite)
        : toFetch(together[0]!, operation, isComposite);
      return underConditions(node, conditions);
    });
    return nodes.length === 1 ? nodes[0]! : { kind: 'Parallel', nodes };
  });
}

function toRounds(calls: readonly Call[]): Call[][] {
  const depths = new Map<Call, number>();
  const depthOf = (call: Call): number => {
    const known = depths.get(call) ?? Math.max(-1, ...[...call.after].map(depthOf)) + 1;
    depths.set(call, known);
    return known;
  };
  const rounds: Call[][] = [];
  for (const call of calls) {
    const depth = depthOf(call);
    rounds[depth] = [...(rounds[depth] ?? []), call];
  }
  return rounds;
}

/** Entities of one subgraph under the same conditions are asked together. */
function group(round: readonly Call[]): Call[][] {
  const groups = new Map<string, Call[]>();
  for (const call of round) {
    const key = call.entity ? `${call.graph} ${toText(call.conditions)}` : `root ${call.id}`;
    groups.set(key, [...(groups.get(key) ?? []), call]);
  }
  return [...groups.values()];
}

function toFetch(
  { graph, selection }: Call,
  operation: OperationDefinitionNode,
  isComposite: (type: string) => boolean,
): FetchNode {
  const { text, rewrites } = writeSelection(selection, isComposite);
  const names = findVariables(selection);
  const declared = declare(operation, names);
  const kind = operation.operation;
  return {
    kind: 'Fetch',
    serviceName: graph,
    operationKind: kind,
    variableUsages: [...names],
    operation: `${kind}${declared.length > 0 ? `(${declared.join(' ')})` : ''}${text}`,
    ...(rewrites.length > 0 ? { outputRewrites: rewrites } : {}),
  };
}

function toBatch(
  calls: readonly Call[],
  operation: OperationDefinitionNode,
  isComposite: (type: string) => boolean,
): BatchFetchNode {
  const taken = new Set((operation.variableDefinitions ?? []).map(({ variable }) => variable.name.value));
  const names = new Set<string>();
  const parts: string[] = [];
  const aliases = calls.map(({ selection, entity }, index): EntityAlias => {
    const alias = `_e${index}`;
    let variable = `_r${index}`;
    while (taken.has(variable)) variable += '_';
    const { text, rewrites } = writeSelection(selection, isComposite);
    for (const name of findVariables(selection)) names.add(name);
    parts.push(`${alias}:_entities(representations:$${variable}){...on ${selection.type}${text}}`);
    const { path, requires, calledAs } = entity!;
    return {
      alias,
      representationsVariableName: variable,
      paths: [path],
      requires,
      ...(calledAs === undefined ? {} : { inputRewrites: [toRename(calledAs)] }),
      ...(rewrites.length > 0 ? { outputRewrites: rewrites } : {}),
    };
  });
  const lists = aliases.map(({ representationsVariableName: name }) => `$${name}:[_Any!]!`);
  const declared = [...lists, ...declare(operation, names)];
  return {
    kind: 'BatchFetch',
    serviceName: calls[0]!.graph,
    variableUsages: [...names],
    operation: `query(${declared.join(' ')}){${parts.join(' ')}}`,
    entityBatch: { aliases },
  };
}

/** The subgraph knows the objects by the name of their interface alone. */
function toRename(name: string): NonNullable<EntityAlias['inputRewrites']>[number] {
  return {
    ValueSetter: { path: [{ TypenameEquals: [name] }, { Key: '__typename' }], setValueTo: name },
  };
}

function declare(operation: OperationDefinitionNode, names: ReadonlySet<string>): string[] {
  return (operation.variableDefinitions ?? []).flatMap((definition) =>
    names.has(definition.variable.name.value) ? [print(definition)] : [],
  );
}

function underConditions(node: PlanNode, conditions: readonly Condition[]): PlanNode {
  return conditions.reduceRight<PlanNode>(
    (inner, { variable: condition, is }) =>
      is
        ? { kind: 'Condition', condition, ifClause: inner }
        : { kind: 'Condition', condition, elseClause: inner },
    node,
  );
}
