import type { Column } from '../column.ts';
import type { Dialect } from '../driver.ts';
import { afterExpanded } from '../expanded.ts';
import { toUtcText } from '../zone.ts';

const quote = (name: string) => `\`${name.replaceAll('`', '``')}\``;
const at = (column: Column) => `t.${quote(column.name)}`;

/** Bytes of UTF-8: in their order code points are in order too, and neither case nor blanks at the end are overlooked. */
const bytes = (expression: string) => `CAST(CONVERT(${expression} USING utf8mb4) AS BINARY)`;
const inOrder = (column: Column) => (column.isText ? bytes(at(column)) : at(column));

function parameter(_index: number, column: Column): string {
  switch (column.type) {
    case 'text':
      return '?';
    case 'double':
      return '(? + 0e0)';
    case 'binary':
      return 'UNHEX(?)';
    default:
      return `CAST(? AS ${column.type})`;
  }
}

/** A time's text goes through `CAST(… AS CHAR)`: it has all the digits that the column has. */
function print(expression: string, column: Column): string {
  if (column.kind === 'binary') return `HEX(${expression})`;
  if (column.declared.startsWith('bit')) return `CAST(${expression} + 0 AS CHAR)`;
  if (column.declared.startsWith('geometry')) return `ST_AsText(${expression})`;
  return column.isText ? expression : `CAST(${expression} AS CHAR)`;
}

/** MySQL 8 and MariaDB 10.4 or later. `offset`: minutes by which times without a zone are ahead of UTC. */
export function createMysqlDialect(offset: () => number): Dialect {
  return {
    quote,
    parameter,
    toValue(text, column) {
      if (column.kind === 'instant') return toUtcText(text);
      if (column.kind === 'boolean') return /^(true|t|1)$/.test(text) ? '1' : '0';
      if (/^(SIGNED|UNSIGNED)$/.test(column.type)) return text.replace(/^true$/, '1').replace(/^false$/, '0');
      return text;
    },
    print,
    walk: inOrder,
    exact: inOrder,
    // The first half is for an index, the second for the letters: the column's collation may take A for a.
    equal: (column, add) =>
      column.isText
        ? `(${at(column)} = ${add()} AND ${bytes(at(column))} = ${add()})`
        : `${at(column)} = ${add()}`,
    like: (column, pattern, add) =>
      `CONVERT(${at(column)} USING utf8mb4) COLLATE utf8mb4_bin LIKE ${add(pattern)}`,
    among(columns, tuples, add) {
      const tuple = (list: readonly string[]) => (list.length === 1 ? list[0]! : `(${list.join(', ')})`);
      const within = (name: (column: Column) => string) =>
        `${tuple(columns.map(name))} IN (${tuples
          .map((values) => tuple(values.map((value, i) => add(value, columns[i]!))))
          .join(', ')})`;
      if (tuples.length === 0) return '1 = 0';
      return columns.some(({ isText }) => isText) ? `(${within(at)} AND ${within(inOrder)})` : within(at);
    },
    after: (columns, position, add) => afterExpanded(columns, position, add, inOrder),
    minus: (expression, milliseconds) =>
      `(${expression} - INTERVAL ${Math.round(milliseconds * 1_000)} MICROSECOND)`,
    clock(column) {
      if (column.kind === 'instant') return 'UTC_TIMESTAMP(6)';
      return column.kind === 'local-time' ? `(UTC_TIMESTAMP(6) + INTERVAL ${offset()} MINUTE)` : undefined;
    },
    select: ({ columns, from, where, order, limit, offset: skipped }) =>
      [
        `SELECT ${columns} FROM ${from}`,
        where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
        order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
        `LIMIT ${limit}`,
        skipped ? `OFFSET ${skipped}` : '',
      ]
        .filter(Boolean)
        .join(' '),
  };
}
