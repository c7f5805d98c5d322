import { ConnectorError, type Json, type Where } from '../../src/sdk/index.ts';
import type { LiveSettings, Variables } from './config.ts';
import { opsOf } from './offer.ts';
import { putAt } from './paths.ts';

type Leaf = Extract<Where, { op: unknown }>;

function* leaves(where: Where): Generator<Leaf> {
  if ('and' in where) for (const part of where.and) yield* leaves(part);
  else if ('or' in where) for (const part of where.or) yield* leaves(part);
  else if ('not' in where) yield* leaves(where.not);
  else yield where;
}

export function conditionFields(where: Where | undefined): string[] {
  return where ? [...leaves(where)].map(({ field }) => field) : [];
}

/** Throws `unsupported` at an operator that the dataset does not declare. */
export function assertOps(live: LiveSettings, where: Where | undefined): void {
  const declared = opsOf(live);
  for (const { op } of where ? leaves(where) : [])
    if (!declared.includes(op))
      throw new ConnectorError('unsupported', `this source does not filter by "${op}"`);
}

/** Conditions that all must hold; undefined = there is an "or" or "not" in it. */
function conjunction(where: Where): Leaf[] | undefined {
  if ('and' in where) {
    const parts = where.and.map(conjunction);
    return parts.every((part) => part !== undefined) ? parts.flat() : undefined;
  }
  return 'op' in where ? [where] : undefined;
}

/** A comparison with null is never true, and no variable says so. */
function canWrite(value: Json): boolean {
  return Array.isArray(value) ? value.every((item) => item !== null) : value !== null;
}

/** Puts what the source can filter by into the variables; true = nothing is left for the hub to filter. */
export function putWhere(variables: Variables, live: LiveSettings, where: Where | undefined): boolean {
  if (!where) return true;
  const wanted = conjunction(where);
  if (!wanted) return false;
  const used = new Set<string>();
  let applied = true;
  for (const { field, op, value } of wanted) {
    const push = live.where.find((candidate) => candidate.field === field && candidate.op === op);
    // One variable says one thing: a second condition on it is the hub's.
    if (!push || used.has(push.variable) || !canWrite(value)) {
      applied = false;
      continue;
    }
    used.add(push.variable);
    putAt(variables, push.variable, value);
    applied &&= push.exact;
  }
  return applied;
}
