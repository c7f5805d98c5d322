import { Args, Ctx, FieldResolver, ID, Int, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Internal, Sealed } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { pageOfTable } from '../../graphql/stored-list.ts';
import { approvalList, approvalTable } from './approval.input.ts';
import { Approval } from './approval.type.ts';

@Resolver(() => Approval)
export class ApprovalResolver {
  @Internal()
  @Query(() => approvalList.Connection, {
    nullable: true,
    description:
      'Việc chờ duyệt và đã duyệt, mới nhất trước. What waits for a decision and what was decided.',
  })
  approvals(@Args(() => approvalList.Args) args: ListArgs, @Ctx() context: HubContext): Promise<Connection> {
    return pageOfTable(context, approvalList, approvalTable, args);
  }

  @Internal()
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Cấu trúc nguồn hẹp đi ở đâu. What became narrower at the source.',
  })
  narrowing(@Root() { detail }: Approval): string[] | null {
    return detail.narrowing ?? null;
  }

  @Internal()
  @FieldResolver(() => [String], {
    nullable: true,
    description: 'Cấu trúc nguồn rộng thêm ở đâu. What became wider at the source.',
  })
  widening(@Root() { detail }: Approval): string[] | null {
    return detail.widening ?? null;
  }

  @Internal()
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Số bản ghi không còn ở nguồn. Records that are gone at the source.',
  })
  missing(@Root() { detail }: Approval): number | null {
    return detail.missing ?? null;
  }

  @Internal()
  @FieldResolver(() => Int, {
    nullable: true,
    description: 'Số bản ghi hub đang giữ của nguồn. Records that the hub holds of the source.',
  })
  held(@Root() { detail }: Approval): number | null {
    return detail.held ?? null;
  }

  @Sealed()
  @FieldResolver(() => [ID], {
    nullable: true,
    description: 'Vài mã trong số sẽ gỡ. Some of the ids that would go.',
  })
  examples(@Root() { detail }: Approval): string[] | null {
    return detail.examples ?? null;
  }
}
