import { ConnectorError, type Json, type Where } from '../../src/sdk/index.ts';
import { type Column, canHold } from './column.ts';
import { quote } from './identifier.ts';
import type { Relation } from './relation.ts';

/** Collects the values of a statement; they travel beside it, never in it. */
export interface Parameters {
  readonly values: unknown[];
  /** Placeholder with a cast, so that the server compares in the column's own type. */
  add(value: unknown, type: string): string;
}

export function createParameters(): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add(value, type) {
      values.push(value);
      return `$${values.length}::${type}`;
    },
  };
}

const COMPARE = { eq: '=', lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** A column where its order matters: text by code point (`C`), so that hub and source agree on it. */
export function ordered(column: Column): string {
  return column.isText ? `t.${quote(column.name)} COLLATE "C"` : `t.${quote(column.name)}`;
}

function toText(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'object')
    throw new ConnectorError('unsupported', 'a list or object is not a value to compare with');
  return String(value);
}

function compare(column: Column, op: keyof typeof COMPARE, value: Json, parameters: Parameters): string {
  const text = toText(value);
  if (text !== null && !canHold(column, text)) {
    if (op === 'eq') return 'false';
    throw new ConnectorError('unsupported', `column ${column.name} cannot be compared with such a value`);
  }
  const left = op === 'eq' ? `t.${quote(column.name)}` : ordered(column);
  return `${left} ${COMPARE[op]} ${parameters.add(text, column.type)}`;
}

function leaf(column: Column, op: string, value: Json, parameters: Parameters): string {
  const name = `t.${quote(column.name)}`;
  switch (op) {
    case 'eq':
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return compare(column, op, value, parameters);
    case 'in': {
      if (!Array.isArray(value)) throw new ConnectorError('unsupported', '"in" needs a list');
      const known = value.map(toText).filter((text) => text !== null && canHold(column, text));
      return `${name} = ANY(${parameters.add(known, `${column.type}[]`)})`;
    }
    case 'like':
      if (!column.isText || typeof value !== 'string')
        throw new ConnectorError('unsupported', `"like" needs text, column ${column.name} is ${column.type}`);
      return `${name} LIKE ${parameters.add(value, 'text')}`;
    case 'isNull':
      return value === false ? `${name} IS NOT NULL` : `${name} IS NULL`;
    default:
      throw new ConnectorError('unsupported', `operator "${op}" is not supported`);
  }
}

/**
 * A condition as SQL. Null is equal to nothing and neither smaller nor larger; `not` is true for it, as everywhere
 * outside SQL. An empty `and` holds for all, an empty `or` for none.
 */
export function toCondition(where: Where, relation: Relation, parameters: Parameters): string {
  if ('and' in where) return joined(where.and, ' AND ', 'true', relation, parameters);
  if ('or' in where) return joined(where.or, ' OR ', 'false', relation, parameters);
  if ('not' in where) return `(${toCondition(where.not, relation, parameters)}) IS NOT TRUE`;
  return leaf(relation.column(where.field), where.op, where.value, parameters);
}

function joined(
  parts: Where[],
  by: string,
  empty: string,
  relation: Relation,
  parameters: Parameters,
): string {
  if (parts.length === 0) return empty;
  return `(${parts.map((part) => toCondition(part, relation, parameters)).join(by)})`;
}
