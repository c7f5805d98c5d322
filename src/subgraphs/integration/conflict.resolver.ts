import { Arg, Ctx, Int, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { decodeCursor, encodeCursor } from '../../graphql/cursor.ts';
import { Internal } from '../../graphql/field-class.ts';
import { DEFAULT_FIRST, MAX_FIRST } from '../../graphql/list-types.ts';
import { Problem } from '../../kernel/problem.ts';
import { QUERY_FIRST_INVALID } from '../../kernel/problems/query.ts';
import { ConflictPage } from './conflict.type.ts';
import { findConflicts } from './find-conflicts.ts';

@Resolver()
export class ConflictResolver {
  @Internal()
  @Query(() => ConflictPage, {
    nullable: true,
    description:
      'Trường nào của bản ghi nào các nguồn nói khác nhau, ai được tin và vì sao; theo mã bản ghi. Không có nếu chỉ một ' +
      'nguồn nuôi tập dữ liệu. Where sources of a dataset disagree, who was believed and why; by record.',
  })
  async conflicts(
    @Arg('dataset', () => String) dataset: string,
    @Arg('fields', () => [String], { nullable: true, description: 'Chỉ các trường này. Only these.' })
    fields: string[] | null,
    @Arg('first', () => Int, { defaultValue: DEFAULT_FIRST, description: `0…${MAX_FIRST}` }) first: number,
    @Arg('after', () => String, { nullable: true }) after: string | null,
    @Ctx() context: HubContext,
  ): Promise<ConflictPage> {
    if (first < 0 || first > MAX_FIRST) throw new Problem(QUERY_FIRST_INVALID, { first, max: MAX_FIRST });
    const order = `conflicts of ${dataset}`;
    const [record, field] = after ? (decodeCursor(context.cursorKey, after, order) as string[]) : [];
    const found = await findConflicts(context, dataset, {
      fields,
      limit: first + 1,
      after: record === undefined || field === undefined ? undefined : { record, field },
    });
    const nodes = found.slice(0, first);
    const last = nodes.at(-1);
    return {
      nodes,
      pageInfo: {
        hasNextPage: found.length > first,
        endCursor: last ? encodeCursor(context.cursorKey, order, [last.record, last.field]) : null,
      },
    };
  }
}
