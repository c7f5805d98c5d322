import { type Column, integerRange, type Kind } from '../column.ts';

interface Type {
  kind: Kind;
  bits?: number;
  unsigned?: boolean;
  isText?: boolean;
}

const TYPES: Record<string, Type> = {
  bit: { kind: 'boolean' },
  tinyint: { kind: 'integer', bits: 8, unsigned: true },
  smallint: { kind: 'integer', bits: 16 },
  int: { kind: 'integer', bits: 32 },
  bigint: { kind: 'bigint', bits: 64 },
  decimal: { kind: 'decimal' },
  numeric: { kind: 'decimal' },
  money: { kind: 'decimal' },
  smallmoney: { kind: 'decimal' },
  float: { kind: 'number' },
  real: { kind: 'number' },
  date: { kind: 'date' },
  datetimeoffset: { kind: 'instant' },
  datetime2: { kind: 'local-time' },
  datetime: { kind: 'local-time' },
  smalldatetime: { kind: 'local-time' },
  uniqueidentifier: { kind: 'uuid' },
  binary: { kind: 'binary' },
  varbinary: { kind: 'binary' },
  timestamp: { kind: 'version' },
  rowversion: { kind: 'version' },
  char: { kind: 'text', isText: true },
  nchar: { kind: 'text', isText: true },
  varchar: { kind: 'text', isText: true },
  nvarchar: { kind: 'text', isText: true },
};

/** Statement that describes a SELECT given as its only parameter, without running it. */
export const DESCRIBE = `SELECT name, system_type_name AS declared, CONVERT(char(1), is_nullable) AS nullable
  FROM sys.dm_exec_describe_first_result_set(@p1, NULL, 0) WHERE is_hidden = 0 ORDER BY column_ordinal`;

/** One row of that statement as a column. `declared` is e.g. `decimal(6,2)` or `nvarchar(20)`. */
export function toMssqlColumn(name: string, declared: string, nullable: boolean): Column {
  const type = TYPES[/^[a-z0-9]+/.exec(declared)?.[0] ?? ''] ?? { kind: 'text' };
  return {
    name,
    kind: type.kind,
    type: declared,
    declared,
    notNull: !nullable,
    isText: type.isText ?? false,
    ...(type.bits ? { range: integerRange(type.bits, type.unsigned) } : {}),
  };
}
