import { quoteName, type Table } from '../store/table.ts';
import type { Predicate } from './predicate.ts';

/** Predicate → SQL over an alias. Columns come from metadata, values are always bound. */
export function toSql(predicate: Predicate, table: Table, alias: string, params: unknown[]): string {
  if ('and' in predicate) return join(predicate.and, ' AND ', 'TRUE', table, alias, params);
  if ('or' in predicate) return join(predicate.or, ' OR ', 'FALSE', table, alias, params);
  if ('not' in predicate) return `NOT ${toSql(predicate.not, table, alias, params)}`;
  const column = table.column(predicate.property);
  if (!column) throw new Error(`${table.name} has no column for ${predicate.property}`);
  const sql = `${alias}.${quoteName(column.column)}`;
  const bind = (value: unknown) => `$${params.push(value)}`;
  const { value } = predicate;
  switch (predicate.op) {
    case 'eq':
      return `${sql} = ${bind(value)}::${column.type}`;
    case 'in':
      return `${sql} = ANY(${bind(value)}::${column.type}[])`;
    case 'gt':
      return `${sql} > ${bind(value)}::${column.type}`;
    case 'gte':
      return `${sql} >= ${bind(value)}::${column.type}`;
    case 'lt':
      return `${sql} < ${bind(value)}::${column.type}`;
    case 'lte':
      return `${sql} <= ${bind(value)}::${column.type}`;
    case 'isNull':
      return `${sql} IS ${value === false ? 'NOT ' : ''}NULL`;
    case 'contains':
      return `position(hub_fold(${bind(value)}) IN hub_fold(${sql})) > 0`;
    case 'startsWith':
      return `starts_with(hub_fold(${sql}), hub_fold(${bind(value)}))`;
  }
}

function join(
  parts: Predicate[],
  by: string,
  empty: string,
  table: Table,
  alias: string,
  params: unknown[],
): string {
  if (parts.length === 0) return empty;
  return `(${parts.map((part) => toSql(part, table, alias, params)).join(by)})`;
}
