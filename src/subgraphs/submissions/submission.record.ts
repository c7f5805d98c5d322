import { z } from 'zod';
import { identifier, instant } from '../../model/record-fields.ts';

/**
 * That something was submitted, once: whose device said what under which id, and when the hub received it. The
 * content itself stands in the record that it became.
 */
export const submissionRecord = z.strictObject({
  /** UUID made on the device. */
  id: identifier(),
  /** For people: see toReceiptCode. */
  code: identifier(),
  /** Dataset and id of the record that it became. */
  dataset: identifier(),
  recordId: identifier(),
  /** SHA-256 of what was sent, in hex: tells a repetition from another content under the same id. */
  contentHash: identifier(),
  submittedBy: identifier(),
  role: identifier(),
  receivedAt: instant(),
});

export type SubmissionRecord = z.infer<typeof submissionRecord>;
