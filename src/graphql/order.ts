import 'reflect-metadata';
import { registerEnumType } from 'type-graphql';
import { Problem } from '../kernel/problem.ts';
import { QUERY_ORDER_INVALID } from '../kernel/problems/query.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import type { Predicate, PredicateScalar } from './predicate.ts';

export enum SortDirection {
  ASC = 'ASC',
  DESC = 'DESC',
}
registerEnumType(SortDirection, {
  name: 'SortDirection',
  description: 'Chiều sắp xếp; giá trị trống luôn ở cuối. Direction; empty values always come last.',
});

export type SortTerm = [property: string, direction: SortDirection];

/** `[{ occurredAt: DESC }, { id: ASC }]` → terms; the id breaks ties, so that a page has one place to go on. */
export function toSortTerms(
  orderBy: Record<string, SortDirection>[] | null | undefined,
  fallback: SortTerm[],
  id: string,
): SortTerm[] {
  const terms = orderBy && orderBy.length > 0 ? orderBy.map(toTerm) : fallback;
  const names = terms.map(([name]) => name);
  const repeated = names.find((name, index) => names.indexOf(name) !== index);
  if (repeated)
    throw new Problem(QUERY_ORDER_INVALID, {
      reason: { vi: `${repeated} nêu hai lần`, en: `${repeated} stands twice` },
    });
  return names.includes(id) ? terms : [...terms, [id, SortDirection.ASC]];
}

function toTerm(order: Record<string, SortDirection>): SortTerm {
  const given = Object.entries(order).filter(
    ([, direction]) => direction !== null && direction !== undefined,
  );
  if (given.length !== 1)
    throw new Problem(QUERY_ORDER_INVALID, {
      reason: { vi: `một phần tử nêu ${given.length} trường`, en: `an element names ${given.length} fields` },
    });
  return given[0] as SortTerm;
}

function nameOf(terms: SortTerm[]): string {
  return terms.map(([property, direction]) => `${property} ${direction}`).join(',');
}

export function toCursor(key: Buffer, terms: SortTerm[], row: Record<string, unknown>): string {
  return encodeCursor(
    key,
    nameOf(terms),
    terms.map(([property]) => (row[property] ?? null) as PredicateScalar),
  );
}

/**
 * Rows after a cursor, as a predicate: equal on the first n terms and beyond on the next. Empty values come last in
 * both directions, so "beyond a value" includes them and "beyond empty" is nothing.
 */
export function toAfterPredicate(key: Buffer, terms: SortTerm[], cursor: string): Predicate {
  const values = decodeCursor(key, cursor, nameOf(terms));
  const alternatives: Predicate[] = [];
  terms.forEach(([property, direction], index) => {
    const value = values[index]!;
    if (value === null) return;
    const prefix = terms.slice(0, index).map(([name], i) => equals(name, values[i]!));
    const beyond: Predicate = { property, op: direction === SortDirection.ASC ? 'gt' : 'lt', value };
    alternatives.push({ and: [...prefix, { or: [beyond, { property, op: 'isNull', value: true }] }] });
  });
  return { or: alternatives };
}

function equals(property: string, value: PredicateScalar): Predicate {
  return value === null ? { property, op: 'isNull', value: true } : { property, op: 'eq', value };
}
