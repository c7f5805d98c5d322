import { isProblem, Problem, type Said } from '../../kernel/problem.ts';
import { STORE_RECORD_INVALID } from '../../kernel/problems/store.ts';
import { SUBMISSION_INVALID } from '../../kernel/problems/submission.ts';
import type { ReportIncidentInput } from './report-incident.input.ts';

/** A device's clock may be a little fast. */
const CLOCK_TOLERANCE_MS = 10 * 60_000;
const UUID_FORM = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export function toInvalid(field: string, reason: Said): Problem {
  return new Problem(SUBMISSION_INVALID, { field, reason }, { where: { field: `input.${field}` } });
}

/** A UUID in its one form (RFC 9562 §4: lower case). */
export function toInstanceId(given: string): string {
  const instanceId = given.toLowerCase();
  if (!UUID_FORM.test(instanceId))
    throw toInvalid('instanceId', {
      vi: 'cần một UUID do thiết bị tạo (RFC 9562)',
      en: 'it must be a UUID made on the device (RFC 9562)',
    });
  return instanceId;
}

export function assertNotAhead(occurredAt: string, now: Date): void {
  if (Date.parse(occurredAt) > now.getTime() + CLOCK_TOLERANCE_MS)
    throw toInvalid('occurredAt', {
      vi: 'ở tương lai; kiểm tra giờ của thiết bị',
      en: "it lies ahead; check the device's clock",
    });
}

/** What the record calls a field, and what the form calls it. */
const FIELDS: Readonly<Record<string, string>> = {
  overallSeverity: 'severity',
  overallStartTime: 'occurredAt',
  descriptionVi: 'description',
  locationLon: 'location.lon',
  locationLat: 'location.lat',
  refRoadSegment: 'roadSegment',
  unitCode: 'unit.code',
};

/** The store's refusal in the words of whoever filled in the form. Any other error as it is. */
export function toFormProblem(thrown: unknown, input: ReportIncidentInput): unknown {
  if (!isProblem(thrown) || thrown.code !== STORE_RECORD_INVALID.code) return thrown;
  const { reason } = thrown.details as { reason: Said };
  const recordField = thrown.where.field;
  if (recordField === undefined) return thrown;
  const isPlaceMissing = recordField === 'locationLon' && !input.location;
  const field = isPlaceMissing ? 'location' : (FIELDS[recordField] ?? recordField);
  const strip = (text: string) => text.replace(`${recordField}: `, '');
  return toInvalid(field, { vi: strip(reason.vi), en: strip(reason.en) });
}
