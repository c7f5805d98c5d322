import type { Column } from '../column.ts';
import type { Dialect } from '../driver.ts';
import { afterExpanded } from '../expanded.ts';

const quote = (name: string) => `[${name.replaceAll(']', ']]')}]`;
const at = (column: Column) => `t.${quote(column.name)}`;

/** By UTF-16 unit: code point order for every Vietnamese letter, but not beyond U+FFFF. */
const BY_CODE = 'COLLATE Latin1_General_100_BIN2';
const asText = (expression: string) => `CAST(${expression} AS nvarchar(max))`;
/** `=` overlooks blanks at the end even in a binary collation; the length does not. */
const sameLength = (left: string, right: string) =>
  `DATALENGTH(${asText(left)}) = DATALENGTH(${asText(right)})`;

/** `[` opens a set in a LIKE pattern of this engine only. */
export function toLikePattern(pattern: string): string {
  return pattern.replaceAll('[', '\\[');
}

function inOrder(column: Column): string {
  return column.isText ? `${at(column)} ${BY_CODE}` : at(column);
}

/**
 * A total order for reading in pages, where `a` and `a ` are two: over bytes. An index on a text column does not serve
 * it; an index on the watermark does.
 */
const walk = (column: Column) =>
  column.isText ? `CAST(CAST(${at(column)} AS nvarchar(4000)) AS varbinary(8000))` : at(column);

function convert(placeholder: string, column: Column): string {
  if (column.kind === 'binary') return `CONVERT(${column.type}, ${placeholder}, 2)`;
  if (column.kind === 'version') return `CONVERT(varbinary(8), ${placeholder}, 1)`;
  if (column.kind === 'instant' || column.kind === 'local-time')
    return `CONVERT(${column.type}, ${placeholder}, ${column.kind === 'instant' ? 127 : 126})`;
  return column.isText ? placeholder : `CAST(${placeholder} AS ${column.type})`;
}

function print(expression: string, column: Column): string {
  switch (column.kind) {
    case 'instant':
    case 'local-time':
    case 'date':
      return `CONVERT(varchar(33), ${expression}, 126)`;
    case 'number':
      return `CONVERT(varchar(40), ${expression}, 3)`; // 17 digits: nothing is rounded
    case 'binary':
      return `CONVERT(varchar(max), ${expression}, 2)`;
    case 'version':
      return `CONVERT(varchar(18), CAST(${expression} AS binary(8)), 1)`;
    case 'uuid':
      return `LOWER(CONVERT(char(36), ${expression}))`;
    case 'decimal':
      return /money/.test(column.declared)
        ? `CONVERT(varchar(60), ${expression}, 2)`
        : `CONVERT(varchar(60), ${expression})`;
    default:
      if (/^(geometry|geography)/.test(column.declared)) return `${expression}.STAsText()`;
      return `CONVERT(nvarchar(max), ${expression})`;
  }
}

/** SQL Server 2016 or later (OPENJSON). `offset`: minutes by which times without a zone are ahead of UTC. */
export function createMssqlDialect(offset: () => number): Dialect {
  return {
    quote,
    parameter: (index, column) => convert(`@p${index}`, column),
    toValue: (text, column) => (column.kind === 'boolean' ? (/^(true|t|1)$/.test(text) ? '1' : '0') : text),
    print,
    walk,
    exact: inOrder,
    equal(column, add) {
      if (!column.isText) return `${at(column)} = ${add()}`;
      const value = add();
      return `(${at(column)} = ${value} AND ${inOrder(column)} = ${value} AND ${sameLength(at(column), value)})`;
    },
    like: (column, pattern, add) => `${inOrder(column)} LIKE ${add(toLikePattern(pattern))} ESCAPE '\\'`,
    // One parameter however many keys: the engine takes 2100 at most.
    among(columns, tuples, add) {
      const text = { ...columns[0]!, kind: 'text', type: 'nvarchar(max)', isText: true } as const;
      const list = add(JSON.stringify(tuples), text);
      const declared = columns.map((_, i) => `k${i} nvarchar(4000) '$[${i}]'`).join(', ');
      const same = columns.map((column, i) => {
        const key = `j.k${i}`;
        if (!column.isText) return `${at(column)} = ${convert(key, column)}`;
        const value = `${key} COLLATE DATABASE_DEFAULT`;
        return `${at(column)} = ${value} AND ${inOrder(column)} = ${key} ${BY_CODE} AND ${sameLength(at(column), key)}`;
      });
      return `EXISTS (SELECT 1 FROM OPENJSON(${list}) WITH (${declared}) AS j WHERE ${same.join(' AND ')})`;
    },
    after: (columns, position, add) =>
      afterExpanded(columns, position, add, walk, (column, value) => {
        const mark = add(value, column);
        return column.isText ? `CAST(CAST(${mark} AS nvarchar(4000)) AS varbinary(8000))` : mark;
      }),
    // Days, seconds and nanoseconds apart: DATEADD takes an int.
    minus(expression, milliseconds, column) {
      if (column.kind === 'date')
        return `DATEADD(day, -${Math.ceil(milliseconds / 86_400_000)}, ${expression})`;
      const seconds = `DATEADD(second, -${Math.floor(milliseconds / 1_000)}, ${expression})`;
      const rest = milliseconds % 1_000;
      return rest === 0 ? seconds : `DATEADD(millisecond, -${rest}, ${seconds})`;
    },
    clock(column) {
      if (column.kind === 'instant') return 'SYSDATETIMEOFFSET()';
      // What no open transaction can come behind: made for this.
      if (column.kind === 'version') return 'MIN_ACTIVE_ROWVERSION()';
      return column.kind === 'local-time'
        ? `CAST(DATEADD(minute, ${offset()}, SYSUTCDATETIME()) AS ${column.type})`
        : undefined;
    },
    select({ columns, from, where, order, limit, offset: skipped }) {
      const top = order.length === 0 ? `TOP (${limit}) ` : '';
      return [
        `SELECT ${top}${columns} FROM ${from}`,
        where.length > 0 ? `WHERE ${where.join(' AND ')}` : '',
        order.length > 0
          ? `ORDER BY ${order.join(', ')} OFFSET ${skipped ?? 0} ROWS FETCH NEXT ${limit} ROWS ONLY`
          : '',
      ]
        .filter(Boolean)
        .join(' ');
    },
  };
}
