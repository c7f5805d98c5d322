import { patrolShiftRecord } from '../../model/patrol-shift.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { PatrolShiftEntity } from './patrol-shift.entity.ts';

export const patrolShiftDataset = defineDataset({
  name: 'patrolShift',
  titleVi: 'Ca tuần tra, kiểm soát',
  titleEn: 'Patrol shifts',
  record: patrolShiftRecord,
  entity: PatrolShiftEntity,
});
