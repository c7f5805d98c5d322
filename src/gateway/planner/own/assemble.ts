import { type OperationDefinitionNode, print } from 'graphql';
import type { BatchFetchNode, EntityAlias, FetchNode, PathSegment, PlanNode } from '../../plan-node.ts';
import type { Call, EntityPart } from './call.ts';
import { toRounds } from './rounds.ts';
import type { Condition } from './selection.ts';
import { findVariables, type Written, writeSelection } from './write.ts';

/** Writes calls as a plan: in rounds, each after those that it needs. */
export function assemble(
  calls: readonly Call[],
  operation: OperationDefinitionNode,
  isComposite: (type: string) => boolean,
): PlanNode[] {
  return toRounds(calls).map((round) => {
    const nodes = round.map((together) => {
      const { conditions, entity } = together[0]!;
      const node = entity
        ? toBatch(together, operation, isComposite)
        : toFetch(together[0]!, operation, isComposite);
      return underConditions(node, conditions);
    });
    return nodes.length === 1 ? nodes[0]! : { kind: 'Parallel', nodes };
  });
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
  const names = new Set(calls.flatMap(({ selection }) => [...findVariables(selection)]));
  const parts: string[] = [];
  const written = toParts(calls, isComposite);
  const aliases = written.map(({ type, text, rewrites, paths, entity }, index): EntityAlias => {
    // One part is asked as every gateway asks it.
    const isOnly = written.length === 1;
    const alias = isOnly ? '_entities' : `_e${index}`;
    let variable = isOnly ? 'representations' : `_r${index}`;
    while (taken.has(variable)) variable += '_';
    const named = isOnly ? alias : `${alias}:_entities`;
    parts.push(`${named}(representations:$${variable}){...on ${type}${text}}`);
    const { requires, calledAs } = entity;
    return {
      alias,
      representationsVariableName: variable,
      paths,
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

interface Part extends Written {
  readonly type: string;
  readonly paths: (readonly PathSegment[])[];
  readonly entity: EntityPart;
}

/** What is asked alike of objects in several places is asked once: who is in two of them is one entity. */
function toParts(calls: readonly Call[], isComposite: (type: string) => boolean): Part[] {
  const parts = new Map<string, Part>();
  for (const { selection, entity } of calls) {
    const written = writeSelection(selection, isComposite);
    const { requires, calledAs, path } = entity!;
    const name = JSON.stringify([selection.type, written, requires, calledAs]);
    const part = parts.get(name) ?? { ...written, type: selection.type, paths: [], entity: entity! };
    part.paths.push(path);
    parts.set(name, part);
  }
  return [...parts.values()];
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
