import { Arg, Ctx, ID, Mutation, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import { Problem } from '../../kernel/problem.ts';
import { ACCESS_ACTION_DENIED } from '../../kernel/problems/access.ts';
import { findSubmission, reportIncident } from './report-incident.commands.ts';
import { ReportIncidentInput } from './report-incident.input.ts';
import { ReportIncidentPayload } from './report-incident-payload.type.ts';
import { toInstanceId } from './submission.rule.ts';
import { SubmissionReceipt, toReceipt } from './submission-receipt.type.ts';

@Resolver()
export class SubmissionResolver {
  /** Nullable: when one request sends several reports, one that is refused leaves the others their receipts. */
  @Open()
  @Mutation(() => ReportIncidentPayload, {
    nullable: true,
    description:
      'Báo một sự cố; khóa phải được giao việc "reportIncident". Mất mạng thì cứ gửi lại: chỉ ghi một lần. ' +
      'Reports an incident; the key needs the action "reportIncident". Safe to repeat: it is stored once.',
  })
  reportIncident(
    @Arg('input', () => ReportIncidentInput) input: ReportIncidentInput,
    @Ctx() context: HubContext,
  ): Promise<ReportIncidentPayload> {
    const action = 'reportIncident';
    if (!context.principal.actions.includes(action)) throw new Problem(ACCESS_ACTION_DENIED, { action });
    return reportIncident(context, input);
  }

  @Open()
  @Query(() => SubmissionReceipt, {
    nullable: true,
    description:
      'Biên nhận của một tin báo do chính hệ thống này gửi; trống = hub chưa nhận được. ' +
      'Receipt of one of your own submissions; null = the hub has not received it.',
  })
  async submission(
    @Arg('instanceId', () => ID) instanceId: string,
    @Ctx() context: HubContext,
  ): Promise<SubmissionReceipt | null> {
    const submission = await findSubmission(context, toInstanceId(instanceId));
    return submission?.submittedBy === context.principal.subsystem ? toReceipt(submission, true) : null;
  }
}
