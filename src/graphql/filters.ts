import 'reflect-metadata';
import { type ClassType, Field, Float, ID, InputType, Int } from 'type-graphql';
import type { CodeList } from '../model/code-lists/index.ts';
import { registerCodeEnum } from './code-enum.ts';
import type { Predicate, PredicateScalar } from './predicate.ts';
import { DateScalar, DateTimeScalar } from './scalars.ts';

type Op =
  | 'eq'
  | 'ne'
  | 'in'
  | 'notIn'
  | 'gt'
  | 'gte'
  | 'lt'
  | 'lte'
  | 'between'
  | 'contains'
  | 'startsWith'
  | 'isNull';

const EQUALITY: Op[] = ['eq', 'ne', 'in', 'notIn', 'isNull'];
const RANGE: Op[] = [...EQUALITY, 'gt', 'gte', 'lt', 'lte', 'between'];
const LISTS = new Set<Op>(['in', 'notIn', 'between']);

const DESCRIPTIONS: Partial<Record<Op, string>> = {
  between: 'Hai giá trị, tính cả hai đầu. Two values, both included.',
  contains: 'Chứa, không phân biệt hoa thường và dấu. Contains, ignoring case and accents.',
  startsWith: 'Bắt đầu bằng, không phân biệt hoa thường và dấu. Starts with, ignoring case and accents.',
};

/** Makes an input type with these operators. Spelt without underscores: they read like words. */
function defineFilter(name: string, type: () => unknown, ops: Op[], description: string): ClassType {
  const Filter = { [name]: class {} }[name]!;
  for (const op of ops) {
    const returns = op === 'isNull' ? () => Boolean : LISTS.has(op) ? () => [type()] : type;
    const about = DESCRIPTIONS[op];
    Field(returns as () => ClassType, { nullable: true, ...(about ? { description: about } : {}) })(
      Filter.prototype,
      op,
    );
  }
  InputType(name, { description })(Filter);
  return Filter;
}

export const IdFilter = defineFilter('IdFilter', () => ID, EQUALITY, 'Lọc theo mã. By identifier.');
export const TextFilter = defineFilter(
  'TextFilter',
  () => String,
  [...EQUALITY, 'contains', 'startsWith'],
  'Lọc theo văn bản. By text.',
);
export const IntFilter = defineFilter('IntFilter', () => Int, RANGE, 'Lọc theo số nguyên. By whole number.');
export const FloatFilter = defineFilter('FloatFilter', () => Float, RANGE, 'Lọc theo số. By number.');
export const DateFilter = defineFilter('DateFilter', () => DateScalar, RANGE, 'Lọc theo ngày. By date.');
export const DateTimeFilter = defineFilter(
  'DateTimeFilter',
  () => DateTimeScalar,
  RANGE,
  'Lọc theo thời điểm. By instant.',
);
export const BooleanFilter = defineFilter(
  'BooleanFilter',
  () => Boolean,
  ['eq', 'isNull'],
  'Lọc có/không. Yes or no.',
);

const enumFilters = new Map<string, ClassType>();

/** Filter over a code list; its GraphQL enum is registered on first use. */
export function enumFilter(list: CodeList): ClassType {
  const known = enumFilters.get(list.name);
  if (known) return known;
  const codes = registerCodeEnum(list);
  const made = defineFilter(
    `${list.name}Filter`,
    () => codes,
    EQUALITY,
    `Lọc theo ${list.labelVi}. By ${list.labelEn}.`,
  );
  enumFilters.set(list.name, made);
  return made;
}

/** One operator of a filter as a predicate on a property. */
export function toOperatorPredicate(property: string, op: string, value: unknown): Predicate {
  const scalar = value as PredicateScalar;
  const values = value as PredicateScalar[];
  switch (op as Op) {
    case 'ne':
      return { not: { property, op: 'eq', value: scalar } };
    case 'notIn':
      return { not: { property, op: 'in', value: values } };
    case 'between':
      return {
        and: [
          { property, op: 'gte', value: values[0] ?? null },
          { property, op: 'lte', value: values[1] ?? null },
        ],
      };
    default:
      return { property, op: op as 'eq', value: scalar };
  }
}
