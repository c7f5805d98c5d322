import { parse, visit } from 'graphql';
import { type PlanNode, toOperations } from '../plan-node.ts';

/** The subgraphs that a plan asks for a field of this name (`Type.field`): who may have sent a wrong value. */
export function findAskers(plan: PlanNode | undefined, field: string): string[] {
  const wanted = field.slice(field.lastIndexOf('.') + 1);
  const askers = new Set<string>();
  for (const { serviceName, operation } of toOperations(plan))
    visit(parse(operation, { noLocation: true }), {
      Field: ({ name }) => {
        if (name.value === wanted) askers.add(serviceName);
      },
    });
  return [...askers];
}
