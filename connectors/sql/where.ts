import { ConnectorError, type Json, type Where } from '../../src/sdk/index.ts';
import { type Column, canHold } from './column.ts';
import type { Add, Dialect } from './driver.ts';
import type { Relation } from './relation.ts';

/** Collects the values of a statement; they travel beside it, never in it. */
export interface Parameters {
  readonly values: unknown[];
  /** Placeholder with a cast, so that the server compares in the column's own type. */
  add: Add;
}

export function createParameters(dialect: Dialect): Parameters {
  const values: unknown[] = [];
  return {
    values,
    add(value, column) {
      values.push(typeof value === 'string' ? dialect.toValue(value, column) : value);
      return dialect.parameter(values.length, column);
    },
  };
}

const COMPARE = { lt: '<', lte: '<=', gt: '>', gte: '>=' } as const;

/** Not every engine has constants for these. */
const ALL = '1 = 1';
const NONE = '1 = 0';

function toText(value: Json): string | null {
  if (value === null) return null;
  if (typeof value === 'object')
    throw new ConnectorError('unsupported', 'a list or object is not a value to compare with');
  return String(value);
}

/** Writes conditions for one relation into one statement. */
interface Writer {
  dialect: Dialect;
  relation: Relation;
  parameters: Parameters;
}

function compare(
  { dialect, parameters }: Writer,
  column: Column,
  op: keyof typeof COMPARE,
  value: Json,
): string {
  const text = toText(value);
  if (text === null) return NONE;
  if (!canHold(column, text))
    throw new ConnectorError('unsupported', `column ${column.name} cannot be compared with such a value`);
  return `${dialect.exact(column)} ${COMPARE[op]} ${parameters.add(text, column)}`;
}

function leaf(writer: Writer, column: Column, op: string, value: Json): string {
  const { dialect, parameters } = writer;
  const name = `t.${dialect.quote(column.name)}`;
  switch (op) {
    case 'eq': {
      const text = toText(value);
      return text === null || !canHold(column, text)
        ? NONE
        : dialect.equal(column, () => parameters.add(text, column));
    }
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return compare(writer, column, op, value);
    case 'in': {
      if (!Array.isArray(value)) throw new ConnectorError('unsupported', '"in" needs a list');
      const known = value.map(toText).filter((text) => text !== null && canHold(column, text));
      return known.length === 0
        ? NONE
        : dialect.among(
            [column],
            known.map((text) => [dialect.toValue(text!, column)]),
            parameters.add,
          );
    }
    case 'like':
      if (!column.isText || typeof value !== 'string')
        throw new ConnectorError(
          'unsupported',
          `"like" needs text, column ${column.name} is ${column.declared}`,
        );
      return dialect.like(column, value, (pattern) => parameters.add(pattern, { ...column, type: 'text' }));
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
export function toCondition(
  where: Where,
  dialect: Dialect,
  relation: Relation,
  parameters: Parameters,
): string {
  const writer: Writer = { dialect, relation, parameters };
  const write = (part: Where): string => {
    if ('and' in part) return joined(part.and, ' AND ', ALL);
    if ('or' in part) return joined(part.or, ' OR ', NONE);
    if ('not' in part) return `CASE WHEN ${write(part.not)} THEN 0 ELSE 1 END = 1`;
    return leaf(writer, relation.column(part.field), part.op, part.value);
  };
  const joined = (parts: Where[], by: string, empty: string) =>
    parts.length === 0 ? empty : `(${parts.map(write).join(by)})`;
  return write(where);
}
