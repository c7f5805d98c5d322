import { Arg, Ctx, ID, Mutation, Resolver } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import { Approval } from './approval.type.ts';
import { IngestRun } from './ingest-run.type.ts';
import { decide, discardQuarantine, replayQuarantine, startReplay } from './integration.commands.ts';
import { QuarantinedRecord } from './quarantined-record.type.ts';

/** Each needs the action of its own name; who did it, and when, stands on what it changed. */
@Resolver()
export class IntegrationResolver {
  @Open()
  @Mutation(() => [IngestRun], {
    nullable: true,
    description:
      'Chạy ánh xạ hiện tại lên những gì nguồn đã gửi; trả về lượt chạy ngay khi bắt đầu, xem tiếp bằng run(id). ' +
      'Runs the present mapping over what a source sent; gives the runs as they begin, follow them by run(id).',
  })
  replay(
    @Arg('source', () => String) source: string,
    @Arg('dataset', () => String, { nullable: true }) dataset: string | null,
    @Arg('since', () => DateTimeScalar, {
      nullable: true,
      description: 'Nhận từ lúc này. Received since.',
    })
    since: string | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return startReplay(context, { source, dataset, since });
  }

  @Open()
  @Mutation(() => [QuarantinedRecord], {
    nullable: true,
    description:
      'Thử lại đúng các bản ghi bị cách ly này với ánh xạ hiện tại, tối đa 1000; bản ghi vẫn sai thì vẫn OPEN. ' +
      'Tries these refused records under the present mapping, up to 1000; what is still wrong stays OPEN.',
  })
  replayQuarantine(@Arg('ids', () => [ID]) ids: string[], @Ctx() context: HubContext): Promise<unknown> {
    return replayQuarantine(context, ids);
  }

  @Open()
  @Mutation(() => [QuarantinedRecord], {
    nullable: true,
    description:
      'Bỏ qua các bản ghi bị cách ly này, tối đa 1000, nêu lý do; chạy lại cũng không đưa chúng về. ' +
      'Leaves these refused records at that, up to 1000, with a reason; a replay does not bring them back.',
  })
  discardQuarantine(
    @Arg('ids', () => [ID]) ids: string[],
    @Arg('reason', () => String) reason: string,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return discardQuarantine(context, ids, reason);
  }

  @Open()
  @Mutation(() => Approval, {
    nullable: true,
    description:
      'Duyệt: gỡ các bản ghi không còn ở nguồn ngay, hoặc nhận cấu trúc mới từ lượt chạy sau. ' +
      'Approves: removals happen at once, a new shape is taken up by the next run.',
  })
  approve(
    @Arg('id', () => ID) id: string,
    @Arg('note', () => String, { nullable: true }) note: string | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return decide(context, 'approve', id, note);
  }

  @Open()
  @Mutation(() => Approval, {
    nullable: true,
    description: 'Từ chối: giữ mọi thứ như cũ. Rejects: everything stays as it is.',
  })
  reject(
    @Arg('id', () => ID) id: string,
    @Arg('note', () => String, { nullable: true }) note: string | null,
    @Ctx() context: HubContext,
  ): Promise<unknown> {
    return decide(context, 'reject', id, note);
  }
}
