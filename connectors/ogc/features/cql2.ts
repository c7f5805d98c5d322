import type { Json, Op, Where } from '../../../src/sdk/index.ts';
import type { PropertyType } from '../record-schema.ts';

/**
 * A condition as CQL2 text (OGC 21-065r2): the text itself, a constant, or undefined when the source might understand it
 * otherwise than the contract does.
 */
export type Cql = string | boolean | undefined;

export interface CqlNames {
  /** Raw field → its name in filters; undefined = one cannot ask by it. */
  propertyOf(field: string): string | undefined;
  typeOf(field: string): PropertyType | undefined;
  /** `LIKE` is understood. */
  hasLike: boolean;
}

const quoteName = (name: string) => `"${name}"`;
const quoteText = (text: string) => `'${text.replaceAll("'", "''")}'`;

const isInstant = (text: string) => /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text);
const isDate = (text: string) => /^\d{4}-\d\d-\d\d$/.test(text);

/** A value as a literal of the property's type; undefined when it is none of that type. */
export function toLiteral(value: Json, { type, format }: PropertyType): string | undefined {
  if (type === 'boolean') return typeof value === 'boolean' ? String(value).toUpperCase() : undefined;
  if (type === 'integer' || type === 'number')
    return typeof value === 'number' && Number.isFinite(value) ? String(value) : undefined;
  if (type !== 'string' || typeof value !== 'string') return undefined;
  if (format === 'date-time') return isInstant(value) ? `TIMESTAMP('${value}')` : undefined;
  if (format === 'date') return isDate(value) ? `DATE('${value}')` : undefined;
  return quoteText(value);
}

/** Text is ordered by the source's own language there, and by code point here: ranges of text are not asked. */
const isOrdered = ({ type, format }: PropertyType) =>
  type === 'integer' || type === 'number' || format === 'date-time' || format === 'date';

const COMPARISONS: Partial<Record<Op, [operator: string, negated: string]>> = {
  eq: ['=', '<>'],
  lt: ['<', '>='],
  lte: ['<=', '>'],
  gt: ['>', '<='],
  gte: ['>=', '<'],
};

function joined(parts: Cql[], word: 'AND' | 'OR'): Cql {
  const decisive = word === 'OR';
  if (parts.includes(decisive)) return decisive;
  if (parts.includes(undefined)) return undefined;
  const texts = parts.filter((part): part is string => typeof part === 'string');
  if (texts.length === 0) return !decisive;
  return texts.length === 1 ? texts[0] : `(${texts.join(` ${word} `)})`;
}

/** Null compares as false, and `not` of that is true; CQL2 would say unknown to both, so null is asked for by name. */
function orNull(condition: string, property: string, negated: boolean): string {
  return negated ? `(${condition} OR ${property} IS NULL)` : condition;
}

function leaf(
  { field, op, value }: { field: string; op: Op; value: Json },
  names: CqlNames,
  negated: boolean,
): Cql {
  const name = names.propertyOf(field);
  const type = names.typeOf(field);
  if (name === undefined || !type || name.includes('"')) return undefined;
  const property = quoteName(name);
  if (op === 'isNull') return `${property} IS ${(value !== false) === negated ? 'NOT NULL' : 'NULL'}`;
  if (op === 'in') {
    if (!Array.isArray(value)) return undefined;
    return joined(
      value.map((one) => leaf({ field, op: 'eq', value: one }, names, negated)),
      negated ? 'AND' : 'OR',
    );
  }
  if (value === null) return negated;
  if (op === 'like') {
    // A backslash is read differently from server to server.
    if (!names.hasLike || type.type !== 'string' || type.format !== undefined) return undefined;
    if (typeof value !== 'string' || value.includes('\\')) return undefined;
    return orNull(`${property} ${negated ? 'NOT ' : ''}LIKE ${quoteText(value)}`, property, negated);
  }
  const comparison = COMPARISONS[op];
  const literal = toLiteral(value, type);
  if (!comparison || literal === undefined || (op !== 'eq' && !isOrdered(type))) return undefined;
  return orNull(`${property} ${comparison[negated ? 1 : 0]} ${literal}`, property, negated);
}

/** Whole condition, or undefined when any part of it cannot be asked exactly. */
export function toCql2(where: Where, names: CqlNames, negated = false): Cql {
  if ('not' in where) return toCql2(where.not, names, !negated);
  if ('and' in where)
    return joined(
      where.and.map((part) => toCql2(part, names, negated)),
      negated ? 'OR' : 'AND',
    );
  if ('or' in where)
    return joined(
      where.or.map((part) => toCql2(part, names, negated)),
      negated ? 'AND' : 'OR',
    );
  return leaf(where, names, negated);
}
