import { trafficViolationRecord } from '../../model/traffic-violation.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { TrafficViolationEntity } from './traffic-violation.entity.ts';

export const trafficViolationDataset = defineDataset({
  name: 'trafficViolation',
  titleVi: 'Vi phạm trật tự, an toàn giao thông',
  titleEn: 'Traffic violations',
  record: trafficViolationRecord,
  entity: TrafficViolationEntity,
});
