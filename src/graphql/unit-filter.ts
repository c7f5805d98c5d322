import 'reflect-metadata';
import { Field, InputType } from 'type-graphql';
import { vietnamDate } from '../kernel/clock.ts';
import { Problem } from '../kernel/problem.ts';
import { QUERY_UNIT_UNKNOWN } from '../kernel/problems/query.ts';
import type { HubContext } from './context.ts';
import type { Predicate } from './predicate.ts';
import { DateScalar } from './scalars.ts';

@InputType({
  description:
    'Đơn vị hành chính theo mã và ngày: bản ghi mang mã cũ hay mã mới của cùng một nơi đều được tìm thấy. ' +
    'An administrative unit by code and date: records under the old or the new codes of the same place are found.',
})
export class UnitFilter {
  @Field(() => String)
  code!: string;

  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày mà mã có nghĩa; mặc định hôm nay. Default: today.',
  })
  asOf?: string;

  @Field(() => Boolean, {
    defaultValue: false,
    description:
      'Chỉ những bản ghi chắc chắn nằm trong nơi này. Mặc định gồm cả xã mới chứa xã cũ được hỏi: không bỏ sót ai, ' +
      'nhưng có thể có bản ghi ngoài ranh giới cũ. Only records that surely lie in the place; by default also those ' +
      'of a larger commune that it went into, so that nothing that may lie in it is missed.',
  })
  exact?: boolean;
}

/**
 * A code names different places at different times (51 of Bắc Ninh's 99 commune codes moved on 1 July 2025), so
 * the unit is found first and then every (code, validFrom) under which records of the place may stand is accepted.
 */
export function toUnitPredicate(context: HubContext, prefix: string, filter: UnitFilter): Predicate {
  const asOf = filter.asOf ?? vietnamDate(context.now);
  if (!context.units.find(filter.code, asOf))
    throw new Problem(QUERY_UNIT_UNKNOWN, { code: filter.code, asOf });
  const byDate = new Map<string, string[]>();
  for (const { code, validFrom } of context.units.expand(filter.code, asOf, {
    overlapping: !filter.exact,
  }))
    byDate.set(validFrom, [...(byDate.get(validFrom) ?? []), code]);
  return {
    or: [...byDate].map(([validFrom, codes]) => ({
      and: [
        { property: `${prefix}ValidFrom`, op: 'eq' as const, value: validFrom },
        { property: `${prefix}Code`, op: 'in' as const, value: codes },
      ],
    })),
  };
}
