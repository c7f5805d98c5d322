import { Column, Entity } from 'typeorm';
import { z } from 'zod';
import { defineDataset } from '../../src/store/dataset.ts';
import type { RecordPage } from '../../src/store/page.ts';
import { StoredRow } from '../../src/store/stored-row.ts';
import type { Trust } from '../../src/store/trust.ts';
import { openTestStore, type TestStore } from '../support/store.ts';

/** One column of each type that the hub's tables have. */
@Entity({ name: 'sample' })
export class SampleEntity extends StoredRow {
  @Column({ type: 'text', nullable: true })
  title!: string | null;

  @Column({ type: 'text', name: 'parent_id', nullable: true })
  parentId!: string | null;

  @Column({ type: 'int', nullable: true })
  amount!: number | null;

  @Column({ type: 'double precision', nullable: true })
  ratio!: number | null;

  @Column({ type: 'boolean', nullable: true })
  flag!: boolean | null;

  @Column({ type: 'date', nullable: true })
  day!: string | null;

  @Column({ type: 'timestamptz', name: 'happened_at', nullable: true })
  happenedAt!: string | null;

  @Column({ type: 'jsonb', nullable: true })
  details!: unknown;
}

export type SampleRecord = { id: string } & Partial<
  Pick<SampleEntity, 'title' | 'parentId' | 'amount' | 'ratio' | 'flag' | 'day' | 'happenedAt' | 'details'>
>;

/** Judges less than PostgreSQL does, so that a test can send what only the store refuses. */
export const sampleDataset = defineDataset<SampleRecord>({
  name: 'sample',
  titleVi: 'Mẫu thử',
  titleEn: 'Samples',
  event: 'sample.changed',
  entity: SampleEntity,
  record: z.looseObject({ id: z.string().min(1), amount: z.number().nullish() }) as never,
  observedAt: 'happenedAt',
});

/** A page of plain puts, or whatever else a test says. */
export function page(records: SampleRecord[], more: Partial<RecordPage> = {}): RecordPage {
  return {
    source: 'register',
    run: 'run-1',
    puts: records.map((record) => ({ record })),
    deletes: [],
    bads: [],
    ...more,
  };
}

/** Sample records `s0001` … in order. */
export function samples(
  count: number,
  make: (index: number) => Omit<SampleRecord, 'id'> = () => ({}),
): SampleRecord[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `s${String(index).padStart(4, '0')}`,
    ...make(index),
  }));
}

/** A migrated store with the sample table, which no migration makes. */
export async function openSampleStore(shared: Record<string, Trust> = {}): Promise<TestStore> {
  const test = await openTestStore({ datasets: [sampleDataset], shared });
  await test.store.dataSource.synchronize(false);
  return test;
}
