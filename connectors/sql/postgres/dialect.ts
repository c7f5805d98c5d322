import type { Column } from '../column.ts';
import type { Dialect } from '../driver.ts';

const quote = (name: string) => `"${name.replaceAll('"', '""')}"`;
const at = (column: Column) => `t.${quote(column.name)}`;

/** PostgreSQL: typed parameters, arrays and row comparison make short statements. */
export const postgresDialect: Dialect = {
  quote,
  parameter: (index, column) => `$${index}::${column.type}`,
  toValue: (text) => text,
  // The wire carries text already; a cast would cut the blanks of `character(n)`.
  print: (expression, { kind }) => (kind === 'array' ? `to_jsonb(${expression})` : expression),
  walk: at,
  exact: (column) => (column.isText ? `${at(column)} COLLATE "C"` : at(column)),
  equal: (column, add) => `${at(column)} = ${add()}`,
  like: (column, pattern, add) => `${at(column)} LIKE ${add(pattern)}`,
  among(columns, tuples, add) {
    // One array parameter per column, however many keys.
    const arrays = columns.map((column, i) =>
      add(
        tuples.map((tuple) => tuple[i]!),
        { ...column, type: `${column.type}[]` },
      ),
    );
    if (columns.length === 1) return `${at(columns[0]!)} = ANY(${arrays[0]})`;
    return `(${columns.map(at).join(', ')}) IN (SELECT * FROM unnest(${arrays.join(', ')}))`;
  },
  after(columns, position, add) {
    const marks = columns.map((column, i) => add(position[i]!, column));
    return `(${columns.map(at).join(', ')}) > (${marks.join(', ')})`;
  },
  minus: (expression, milliseconds, column) =>
    `(${expression} - interval '${milliseconds / 1000} seconds')::${column.type}`,
  clock(column) {
    if (column.kind === 'instant') return 'clock_timestamp()';
    return column.kind === 'local-time' ? 'clock_timestamp()::timestamp' : undefined;
  },
  select: ({ columns, from, where, order, limit, offset }) =>
    [
      `SELECT ${columns} FROM ${from}`,
      where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
      order.length > 0 ? `ORDER BY ${order.join(', ')}` : '',
      `LIMIT ${limit}`,
      offset ? `OFFSET ${offset}` : '',
    ]
      .filter(Boolean)
      .join(' '),
};
