import { Column, Entity, Index } from 'typeorm';
import { StoredRow } from '../../store/stored-row.ts';

@Entity({ name: 'submission' })
@Index('submission_code', ['code'])
@Index('submission_submitter', ['submittedBy', 'receivedAt', 'id'])
export class SubmissionEntity extends StoredRow {
  @Column({ type: 'text', name: 'code' })
  code!: string;

  @Column({ type: 'text', name: 'dataset' })
  dataset!: string;

  @Column({ type: 'text', name: 'record_id' })
  recordId!: string;

  @Column({ type: 'text', name: 'content_hash' })
  contentHash!: string;

  @Column({ type: 'text', name: 'submitted_by' })
  submittedBy!: string;

  @Column({ type: 'text', name: 'role' })
  role!: string;

  @Column({ type: 'timestamptz', name: 'received_at' })
  receivedAt!: string;
}
