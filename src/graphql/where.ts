import type { GraphQLScalarType } from 'graphql';
import type { ClassType } from 'type-graphql';
import type { FieldClass } from '../access/principal.ts';
import { maySee } from '../access/principal.ts';
import { Problem } from '../kernel/problem.ts';
import { ACCESS_FILTER_DENIED } from '../kernel/problems/access.ts';
import { QUERY_WHERE_INVALID } from '../kernel/problems/query.ts';
import type { HubContext } from './context.ts';
import { toOperatorPredicate } from './filters.ts';
import type { Predicate } from './predicate.ts';
import { toUnitPredicate, type UnitFilter } from './unit-filter.ts';

/** One line of a list's filters. */
export interface FilterSpec {
  input: ClassType | GraphQLScalarType;
  /** Property compared; the filter's own name when left out. For a unit: the prefix of `…Code`/`…ValidFrom`. */
  property?: string;
  isUnit?: boolean;
  /** Makes the condition where it is no comparison of one property. */
  toPredicate?: (given: never) => Predicate;
  /** Field whose class the filter has, when it is not called like it. */
  seenAs?: string;
  description?: string;
}

export interface WhereInput {
  and?: WhereInput[] | null;
  or?: WhereInput[] | null;
  not?: WhereInput | null;
  [filter: string]: unknown;
}

export interface WhereRules {
  type: string;
  filters: Record<string, FilterSpec>;
  classOf(field: string): FieldClass;
}

const MAX_LIST = 1_000;

/** A `where` as a predicate. Conditions on a field the asker may not see are refused like a read of it. */
export function toPredicate(
  context: HubContext,
  rules: WhereRules,
  where: WhereInput | null | undefined,
): Predicate {
  const parts: Predicate[] = [];
  for (const [name, given] of Object.entries(where ?? {})) {
    if (given === null || given === undefined) continue;
    if (name === 'and')
      parts.push({ and: (given as WhereInput[]).map((part) => toPredicate(context, rules, part)) });
    else if (name === 'or')
      parts.push({ or: (given as WhereInput[]).map((part) => toPredicate(context, rules, part)) });
    else if (name === 'not') parts.push({ not: toPredicate(context, rules, given as WhereInput) });
    else parts.push(toFilterPredicate(context, rules, name, given as Record<string, unknown>));
  }
  return parts.length === 1 ? parts[0]! : { and: parts };
}

function toFilterPredicate(
  context: HubContext,
  rules: WhereRules,
  name: string,
  given: Record<string, unknown>,
): Predicate {
  const spec = rules.filters[name]!;
  assertMayFilter(context, rules, spec.seenAs ?? name);
  if (spec.toPredicate) return spec.toPredicate(given as never);
  const property = spec.property ?? name;
  if (spec.isUnit) return toUnitPredicate(context, property, given as unknown as UnitFilter);
  const parts: Predicate[] = [];
  for (const [op, value] of Object.entries(given)) {
    if (value === null || value === undefined) continue;
    assertFits(`${rules.type}.${name}.${op}`, op, value);
    parts.push(toOperatorPredicate(property, op, value));
  }
  return { and: parts };
}

export function assertMayFilter(
  context: HubContext,
  rules: Pick<WhereRules, 'type' | 'classOf'>,
  field: string,
): void {
  const fieldClass = rules.classOf(field);
  // Who asks is not even looked at: the answer may then be kept for everyone.
  if (fieldClass === 'open') return;
  if (!maySee(context.principal, context.purpose, rules.type, fieldClass))
    throw new Problem(ACCESS_FILTER_DENIED, { field: `${rules.type}.${field}`, fieldClass });
}

function assertFits(field: string, op: string, value: unknown): void {
  if (op === 'between' && (value as unknown[]).length !== 2)
    throw new Problem(QUERY_WHERE_INVALID, {
      field,
      reason: { vi: 'between cần đúng hai giá trị', en: 'between needs two values' },
    });
  if (Array.isArray(value) && value.length > MAX_LIST)
    throw new Problem(QUERY_WHERE_INVALID, {
      field,
      reason: { vi: `nhiều hơn ${MAX_LIST} giá trị`, en: `more than ${MAX_LIST} values` },
    });
  if ([value].flat().some((text) => typeof text === 'string' && text.includes('\u0000')))
    throw new Problem(QUERY_WHERE_INVALID, {
      field,
      reason: { vi: 'ký tự U+0000 không có trong văn bản nào', en: 'no text holds the character U+0000' },
    });
}
