import { touchesBox } from '../sdk/envelope.ts';
import { ConnectorError, type LiveQuery, type LiveResult, type Row, type Where } from '../sdk/index.ts';

/** Does what the owner did not: a connector that applies nothing still yields the right answer. */
export function applyRest(query: LiveQuery, result: LiveResult): Row[] {
  let { rows } = result;
  if (!Array.isArray(rows))
    throw new ConnectorError('drift', 'the source answered with something that is no list');
  const { where, orderBy, limit } = query;
  if (where && !result.applied.where) rows = rows.filter((row) => matchesWhere(where, row));
  if (orderBy && !result.applied.orderBy) rows = [...rows].sort((a, b) => compareRows(orderBy, a, b));
  if (limit !== undefined && !result.applied.limit) rows = rows.slice(0, limit);
  return rows;
}

/** Reference evaluator of the contract's predicates. Comparison with null is false, as in SQL. */
export function matchesWhere(where: Where, row: Row): boolean {
  if ('and' in where) return where.and.every((part) => matchesWhere(part, row));
  if ('or' in where) return where.or.some((part) => matchesWhere(part, row));
  if ('not' in where) return !matchesWhere(where.not, row);
  const value = row[where.field];
  const isNull = value === null || value === undefined;
  if (where.op === 'isNull') return isNull === (where.value !== false);
  if (isNull) return false;
  switch (where.op) {
    case 'eq':
      return compare(value, where.value) === 0;
    case 'in':
      return (where.value as unknown[]).some((wanted) => compare(value, wanted) === 0);
    case 'lt':
      return compare(value, where.value) < 0;
    case 'lte':
      return compare(value, where.value) <= 0;
    case 'gt':
      return compare(value, where.value) > 0;
    case 'gte':
      return compare(value, where.value) >= 0;
    case 'like':
      return toLikePattern(String(where.value)).test(String(value));
    case 'bbox':
      return touchesBox(value, where.value as number[]);
  }
}

/** SQL's LIKE: `%` any text, `_` any one character, a backslash before either takes it as it is. */
function toLikePattern(like: string): RegExp {
  const source = like.replace(/\\(.)|[%_]|[^\\%_]+|\\/gsu, (part, escaped?: string) => {
    if (part === '%') return '.*';
    if (part === '_') return '.';
    return (escaped ?? part).replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'su');
}

function compare(a: unknown, b: unknown): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  const left = String(a);
  const right = String(b);
  return left < right ? -1 : left > right ? 1 : 0;
}

function compareRows(orderBy: NonNullable<LiveQuery['orderBy']>, a: Row, b: Row): number {
  for (const [field, direction] of orderBy) {
    const order = compareNullsLast(a[field], b[field], direction);
    if (order !== 0) return order;
  }
  return 0;
}

function compareNullsLast(a: unknown, b: unknown, direction: 'asc' | 'desc'): number {
  const aNull = a === null || a === undefined;
  const bNull = b === null || b === undefined;
  if (aNull || bNull) return Number(aNull) - Number(bNull);
  return direction === 'asc' ? compare(a, b) : compare(b, a);
}
