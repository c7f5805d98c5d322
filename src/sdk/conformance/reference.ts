import type { Row, Where } from '../contract.ts';
import { touchesBox } from '../envelope.ts';

/** The contract's predicates and order, written as plainly as possible: what every source is measured against. */
export function matches(where: Where, row: Row): boolean {
  if ('and' in where) return where.and.every((part) => matches(part, row));
  if ('or' in where) return where.or.some((part) => matches(part, row));
  if ('not' in where) return !matches(where.not, row);
  const value = row[where.field] as string | null;
  if (where.op === 'isNull') return (value === null) === (where.value !== false);
  if (where.op === 'bbox') return touchesBox(row[where.field], where.value as number[]);
  if (value === null) return false;
  const wanted = where.value as string;
  switch (where.op) {
    case 'eq':
      return value === wanted;
    case 'in':
      return (where.value as string[]).includes(value);
    case 'lt':
      return value < wanted;
    case 'lte':
      return value <= wanted;
    case 'gt':
      return value > wanted;
    case 'gte':
      return value >= wanted;
    case 'like':
      return new RegExp(
        `^${wanted
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.')}$`,
        'su',
      ).test(value);
  }
}

/** Text by code point, nulls last in both directions. */
export function compareBy(field: string, direction: 'asc' | 'desc'): (a: Row, b: Row) => number {
  return (a, b) => {
    const [left, right] = [a[field] as string | null, b[field] as string | null];
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right === (direction === 'asc') ? -1 : 1;
  };
}
