import { trafficAccidentRecord } from '../../model/traffic-accident.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { TrafficAccidentEntity } from './traffic-accident.entity.ts';

export const trafficAccidentDataset = defineDataset({
  name: 'trafficAccident',
  titleVi: 'Tai nạn giao thông',
  titleEn: 'Traffic accidents',
  record: trafficAccidentRecord,
  entity: TrafficAccidentEntity,
  event: 'trafficAccident.reported',
});
