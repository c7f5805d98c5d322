/** A condition on one row, in property names. SQL, memory and live look-ups each have a back end for it. */
export type Predicate =
  | { and: Predicate[] }
  | { or: Predicate[] }
  | { not: Predicate }
  | { property: string; op: PredicateOp; value: PredicateValue };

export type PredicateOp = 'eq' | 'in' | 'gt' | 'gte' | 'lt' | 'lte' | 'isNull' | 'contains' | 'startsWith';
export type PredicateScalar = string | number | boolean | null;
export type PredicateValue = PredicateScalar | PredicateScalar[];

export function isAlways(predicate: Predicate): boolean {
  return 'and' in predicate && predicate.and.every(isAlways);
}
