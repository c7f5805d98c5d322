import { stripAccents } from '../model/text-fold.ts';
import type { Predicate, PredicateValue } from './predicate.ts';

/**
 * Predicate over a row in memory, for subscriptions. Three-valued like SQL: a comparison with nothing is unknown,
 * and an unknown is no match, also under `not`.
 */
export function matches(predicate: Predicate, row: Record<string, unknown>): boolean {
  return evaluate(predicate, row) === true;
}

/** As `hub_fold` does in the store. */
function fold(text: string): string {
  return stripAccents(text).toLowerCase();
}

function evaluate(predicate: Predicate, row: Record<string, unknown>): boolean | null {
  if ('and' in predicate) return combine(predicate.and, row, false);
  if ('or' in predicate) return combine(predicate.or, row, true);
  if ('not' in predicate) {
    const inner = evaluate(predicate.not, row);
    return inner === null ? null : !inner;
  }
  const value = row[predicate.property];
  const isNull = value === null || value === undefined;
  if (predicate.op === 'isNull') return isNull === (predicate.value !== false);
  // In an empty list there is nothing to compare with: false, also for nothing.
  if (predicate.op === 'in' && (predicate.value as unknown[]).length === 0) return false;
  if (isNull) return null;
  return compare(predicate.op, value as string | number | boolean, predicate.value);
}

/** `decisive` ends it: false for AND, true for OR. */
function combine(parts: Predicate[], row: Record<string, unknown>, decisive: boolean): boolean | null {
  let unknown = false;
  for (const part of parts) {
    const value = evaluate(part, row);
    if (value === decisive) return decisive;
    if (value === null) unknown = true;
  }
  return unknown ? null : !decisive;
}

function compare(op: string, value: string | number | boolean, wanted: PredicateValue): boolean {
  if (op === 'in') return (wanted as unknown[]).includes(value);
  if (op === 'eq') return value === wanted;
  if (op === 'contains') return fold(String(value)).includes(fold(String(wanted)));
  if (op === 'startsWith') return fold(String(value)).startsWith(fold(String(wanted)));
  const other = wanted as string | number | boolean;
  if (op === 'gt') return value > other;
  if (op === 'gte') return value >= other;
  if (op === 'lt') return value < other;
  return value <= other;
}
