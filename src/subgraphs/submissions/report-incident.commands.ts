import type { HubContext } from '../../graphql/context.ts';
import { sha256Hex } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { SUBMISSION_CONFLICT } from '../../kernel/problems/submission.ts';
import { toIncidentPlace } from './incident-place.ts';
import { toReceiptCode, toReceiptPrefix } from './receipt-code.ts';
import type { ReportIncidentInput } from './report-incident.input.ts';
import type { ReportIncidentPayload } from './report-incident-payload.type.ts';
import { type SubmissionRecord, submissionRecord } from './submission.record.ts';
import { assertNotAhead, toFormProblem, toInstanceId } from './submission.rule.ts';
import { toReceipt } from './submission-receipt.type.ts';

/**
 * Writes the report and its receipt in one transaction, once however often it arrives: the receipt is the claim, so
 * its primary key decides between copies that arrive together.
 */
export async function reportIncident(
  context: HubContext,
  input: ReportIncidentInput,
): Promise<ReportIncidentPayload> {
  const { subsystem, role } = context.principal;
  const receivedAt = context.now.toISOString();
  const instanceId = toInstanceId(input.instanceId);
  assertNotAhead(input.occurredAt, context.now);
  const recordId = `SUB-${instanceId}`;
  const submission = submissionRecord.parse({
    id: instanceId,
    code: toReceiptCode(toReceiptPrefix(context.units), instanceId),
    dataset: 'trafficIncident',
    recordId,
    contentHash: toContentHash(input),
    submittedBy: subsystem,
    role,
    receivedAt,
  });
  const candidate = {
    id: recordId,
    situationRecordType: input.situationRecordType,
    overallSeverity: input.severity,
    overallStartTime: input.occurredAt,
    situationRecordCreationTime: receivedAt,
    situationRecordVersionTime: receivedAt,
    descriptionVi: input.description ?? null,
    reportedBy: subsystem,
    sourceKind: input.sourceKind,
    ...(await toIncidentPlace(context, input)),
  };
  const claim = { dataset: 'submission', record: submission };
  const { result } = await context
    .submit('trafficIncident', candidate, { source: subsystem, run: instanceId, claim })
    .catch((error: unknown) => {
      throw toFormProblem(error, input);
    });
  const first = result.duplicate ? await findFirst(context, submission) : submission;
  return { receipt: toReceipt(first, result.duplicate === true), incident: { id: first.recordId } };
}

/** What stands under this id; refuses when it was something else, or somebody else's. */
async function findFirst(context: HubContext, again: SubmissionRecord): Promise<SubmissionRecord> {
  const first = await findSubmission(context, again.id);
  if (first?.contentHash !== again.contentHash || first.submittedBy !== again.submittedBy)
    throw new Problem(
      SUBMISSION_CONFLICT,
      { instanceId: again.id },
      { where: { field: 'input.instanceId', row: again.id } },
    );
  return first;
}

export async function findSubmission(
  context: HubContext,
  instanceId: string,
): Promise<SubmissionRecord | undefined> {
  const [row] = await context.find('submission', { property: 'id', op: 'eq', value: instanceId }, 1);
  return row as SubmissionRecord | undefined;
}

/** Of what was said, not of what was worked out from it: the same report sent a day later is the same report. */
function toContentHash(input: ReportIncidentInput): string {
  const { location, unit } = input;
  const said = [
    input.situationRecordType,
    input.severity,
    input.sourceKind,
    input.description?.normalize('NFC'),
    input.occurredAt,
    location && [location.lon, location.lat],
    input.roadSegment,
    input.road,
    input.kilometrePost,
    unit && [unit.code, unit.asOf],
  ];
  return sha256Hex(JSON.stringify(['reportIncident', ...said]));
}
