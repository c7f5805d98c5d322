import { isNonNullType, isObjectType } from 'graphql';
import { classOf } from '../access/guard.ts';
import type { Subgraph } from '../graphql/subgraph.ts';

/**
 * Every field of every type says its class, and one that is not open may be null: a refusal then takes away that
 * field alone, not what stands around it. Throws with all that is wrong.
 */
export function assertClassified(subgraph: Pick<Subgraph, 'name' | 'schema'>): void {
  const faults = listFaults(subgraph);
  if (faults.length > 0) throw new Error(`Subgraph ${subgraph.name}:\n  ${faults.join('\n  ')}`);
}

export function listFaults({ schema }: Pick<Subgraph, 'schema'>): string[] {
  const faults: string[] = [];
  for (const type of Object.values(schema.getTypeMap())) {
    if (!isObjectType(type) || type.name.startsWith('_')) continue;
    for (const field of Object.values(type.getFields())) {
      if (field.name.startsWith('_')) continue;
      const fieldClass = classOf(field);
      if (!fieldClass)
        faults.push(`${type.name}.${field.name} has no class (Open, Internal, Personal, Sealed)`);
      else if (fieldClass !== 'open' && isNonNullType(field.type))
        faults.push(`${type.name}.${field.name} is ${fieldClass} and must be nullable`);
    }
  }
  return faults;
}
