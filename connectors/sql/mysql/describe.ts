import type { FieldPacket } from 'mysql2/promise';
import { type Column, integerRange, type Kind } from '../column.ts';

const NOT_NULL = 1;
const UNSIGNED = 32;
/** Character set number of bytes that are no text. */
const BINARY = 63;

interface Type {
  name: string;
  kind: Kind;
  cast: string;
  bits?: number;
}

/** Column types of the protocol (MySQL documentation, `enum_field_types`). */
const TYPES: Record<number, Type> = {
  1: { name: 'tinyint', kind: 'integer', cast: 'SIGNED', bits: 8 },
  2: { name: 'smallint', kind: 'integer', cast: 'SIGNED', bits: 16 },
  3: { name: 'int', kind: 'integer', cast: 'SIGNED', bits: 32 },
  4: { name: 'float', kind: 'number', cast: 'double' },
  5: { name: 'double', kind: 'number', cast: 'double' },
  7: { name: 'timestamp', kind: 'instant', cast: 'DATETIME(6)' },
  8: { name: 'bigint', kind: 'bigint', cast: 'SIGNED', bits: 64 },
  9: { name: 'mediumint', kind: 'integer', cast: 'SIGNED', bits: 24 },
  10: { name: 'date', kind: 'date', cast: 'DATE' },
  11: { name: 'time', kind: 'text', cast: 'TIME(6)' },
  12: { name: 'datetime', kind: 'local-time', cast: 'DATETIME(6)' },
  13: { name: 'year', kind: 'integer', cast: 'SIGNED', bits: 16 },
  16: { name: 'bit', kind: 'bigint', cast: 'UNSIGNED', bits: 64 },
  245: { name: 'json', kind: 'json', cast: 'text' },
  246: { name: 'decimal', kind: 'decimal', cast: 'DECIMAL' },
  255: { name: 'geometry', kind: 'text', cast: 'text' },
};

const STRING: Type = { name: 'varchar', kind: 'text', cast: 'text' };
const BYTES: Type = { name: 'varbinary', kind: 'binary', cast: 'binary' };

/** A column as the header of a result tells it: tables, views and queries alike. */
export function toMysqlColumn(field: FieldPacket): Column {
  const flags = Number(field.flags);
  const code = field.columnType ?? field.type ?? 253;
  const isJson = field.extendedFormat === 'json';
  const known = isJson ? TYPES[245] : TYPES[code];
  const type = known ?? (field.characterSet === BINARY ? BYTES : STRING);
  const unsigned = (flags & UNSIGNED) !== 0 || code === 16;
  const whole = type.bits !== undefined;
  return {
    name: field.name,
    kind: type.kind,
    type:
      type.name === 'decimal'
        ? `DECIMAL(65,${Math.min(field.decimals, 30)})`
        : whole && unsigned
          ? 'UNSIGNED'
          : type.cast,
    declared: `${type.name}(${field.columnLength ?? 0},${field.decimals})${unsigned ? ' unsigned' : ''}`,
    notNull: (flags & NOT_NULL) !== 0,
    isText: type === STRING || type.kind === 'json',
    ...(whole ? { range: integerRange(type.bits!, unsigned) } : {}),
  };
}
