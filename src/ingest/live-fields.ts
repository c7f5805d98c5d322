import { Problem, type Said } from '../kernel/problem.ts';
import { CONFIG_INVALID } from '../kernel/problems/config.ts';
import { INGEST_LIVE_UNASKABLE } from '../kernel/problems/ingest.ts';
import type { FieldMapping, Json, LiveQuery, Where } from '../sdk/index.ts';
import type { BoundDataset } from './bound-dataset.ts';
import type { LiveQuestion } from './live-question.ts';

/** A question in the hub's names and values → in the owner's, by the binding's table. */
export function translateQuery(bound: BoundDataset, question: LiveQuestion): Omit<LiveQuery, 'dataset'> {
  const { where, orderBy, limit, keys } = question;
  const names = Object.keys(bound.binding.fields ?? {});
  return {
    select: [...new Set(names.map((field) => mappingOf(bound, field).from))],
    ...(where ? { where: translateWhere(bound, where) } : {}),
    ...(orderBy
      ? {
          orderBy: orderBy.map(([field, way]) => [
            toOrdered(bound, field, { vi: 'sắp xếp', en: 'sort' }),
            way,
          ]),
        }
      : {}),
    ...(limit === undefined ? {} : { limit }),
    ...(keys ? { keys: translateKeys(bound, keys) } : {}),
  };
}

function mappingOf(bound: BoundDataset, field: string): FieldMapping {
  const mapping = bound.binding.fields?.[field];
  if (mapping === undefined)
    throw new Problem(CONFIG_INVALID, {
      path: `sources.${bound.source.name}.bindings.${bound.binding.to}.fields`,
      reason: `no line for "${field}"`,
    });
  return typeof mapping === 'string' ? { from: mapping } : mapping;
}

function translateKeys(
  bound: BoundDataset,
  keys: NonNullable<LiveQuestion['keys']>,
): NonNullable<LiveQuery['keys']> {
  const mapping = mappingOf(bound, keys.field);
  const write = toWriter(bound, keys.field, mapping);
  return { fields: [mapping.from], values: keys.values.map((value) => [write(value)]) };
}

function translateWhere(bound: BoundDataset, where: Where): Where {
  if ('and' in where) return { and: where.and.map((part) => translateWhere(bound, part)) };
  if ('or' in where) return { or: where.or.map((part) => translateWhere(bound, part)) };
  if ('not' in where) return { not: translateWhere(bound, where.not) };
  const { field, op, value } = where;
  const mapping = mappingOf(bound, field);
  if (op === 'isNull') return { field: mapping.from, op, value };
  if (op === 'eq' || op === 'in') {
    const write = toWriter(bound, field, mapping);
    return { field: mapping.from, op, value: Array.isArray(value) ? value.map(write) : write(value) };
  }
  return { field: toOrdered(bound, field, { vi: 'so sánh', en: 'compare' }), op, value };
}

/** Asking by a value that the owner writes another way would find nothing, and say so with confidence. */
function toWriter(bound: BoundDataset, field: string, mapping: FieldMapping): (value: Json) => Json {
  if (mapping.write) return mapping.write;
  if (mapping.read) refuse(bound, field, { vi: 'lọc', en: 'filter' });
  return (value) => value;
}

function toOrdered(bound: BoundDataset, field: string, how: Said): string {
  const mapping = mappingOf(bound, field);
  return (mapping.ordered ?? !mapping.read) ? mapping.from : refuse(bound, field, how);
}

function refuse(bound: BoundDataset, field: string, how: Said): never {
  throw new Problem(INGEST_LIVE_UNASKABLE, { source: bound.source.name, field, how }, { where: { field } });
}
