import type { LiveWhere } from './context.ts';
import type { Predicate } from './predicate.ts';

/** Predicate → the connector contract's shape. Text search at an owner is accent-sensitive: it is their index. */
export function toLiveWhere(predicate: Predicate): LiveWhere {
  if ('and' in predicate) return { and: predicate.and.map(toLiveWhere) };
  if ('or' in predicate) return { or: predicate.or.map(toLiveWhere) };
  if ('not' in predicate) return { not: toLiveWhere(predicate.not) };
  const { property: field, op, value } = predicate;
  if (op === 'contains') return { field, op: 'like', value: `%${escapeLike(String(value))}%` };
  if (op === 'startsWith') return { field, op: 'like', value: `${escapeLike(String(value))}%` };
  return { field, op, value };
}

function escapeLike(text: string): string {
  return text.replace(/[\\%_]/g, '\\$&');
}
