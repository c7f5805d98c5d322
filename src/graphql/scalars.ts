import { GraphQLError, GraphQLScalarType, Kind } from 'graphql';
import { isCivilDate, isInstant, toCanonicalInstant } from '../model/instant.ts';

function invalid(message: string): never {
  throw new GraphQLError(message, { extensions: { code: 'BAD_USER_INPUT' } });
}

function toText(value: unknown, name: string): string {
  if (typeof value !== 'string') invalid(`${name}: viết dưới dạng chuỗi (write it as a string)`);
  return value;
}

function parseInstant(value: unknown): string {
  const text = toText(value, 'DateTime');
  if (!isInstant(text))
    invalid(
      `DateTime: "${text}" – cần ISO 8601 có múi giờ, ví dụ 2026-11-24T08:30:00+07:00 (offset required)`,
    );
  return toCanonicalInstant(text);
}

function parseCivilDate(value: unknown): string {
  const text = toText(value, 'Date');
  if (!isCivilDate(text)) invalid(`Date: "${text}" – cần ngày có thật dạng yyyy-mm-dd, ví dụ 2026-11-24`);
  return text;
}

/** Instants are ISO 8601 text in UTC throughout the hub; a `Date` object never travels. */
export const DateTimeScalar = new GraphQLScalarType<string, string>({
  name: 'DateTime',
  description: 'Thời điểm ISO 8601, trả về theo UTC. An instant, ISO 8601, returned in UTC.',
  serialize: (value) => (value instanceof Date ? value.toISOString() : String(value)),
  parseValue: parseInstant,
  parseLiteral: (node) => parseInstant(node.kind === Kind.STRING ? node.value : undefined),
});

export const DateScalar = new GraphQLScalarType<string, string>({
  name: 'Date',
  description: 'Ngày dương lịch yyyy-mm-dd. A civil date.',
  serialize: String,
  parseValue: parseCivilDate,
  parseLiteral: (node) => parseCivilDate(node.kind === Kind.STRING ? node.value : undefined),
});

/** GeoJSON (RFC 7946) geometry, WGS 84, longitude first. Output only. */
export const GeoJsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'GeoJSON',
  description: 'Hình học GeoJSON (RFC 7946), WGS 84, kinh độ trước. A GeoJSON geometry, longitude first.',
  serialize: (value) => value,
  parseValue: () => invalid('GeoJSON is only returned'),
  parseLiteral: () => invalid('GeoJSON is only returned'),
});

/** Any JSON value: what a source says in a field, whose type is the field's own. Output only. */
export const JsonScalar = new GraphQLScalarType<unknown, unknown>({
  name: 'JSON',
  description: 'Giá trị JSON, kiểu theo trường. A JSON value of the type of its field.',
  serialize: (value) => value,
  parseValue: () => invalid('JSON is only returned'),
  parseLiteral: () => invalid('JSON is only returned'),
});
