import { defineDataset } from '../../store/dataset.ts';
import { SubmissionEntity } from './submission.entity.ts';
import { submissionRecord } from './submission.record.ts';

export const submissionDataset = defineDataset({
  name: 'submission',
  titleVi: 'Biên nhận tin báo',
  titleEn: 'Receipts of submissions',
  record: submissionRecord,
  entity: SubmissionEntity,
});
