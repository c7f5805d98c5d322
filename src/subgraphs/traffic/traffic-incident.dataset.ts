import { trafficIncidentRecord } from '../../model/traffic-incident.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { TrafficIncidentEntity } from './traffic-incident.entity.ts';

export const trafficIncidentDataset = defineDataset({
  name: 'trafficIncident',
  titleVi: 'Sự cố giao thông',
  titleEn: 'Traffic incidents',
  record: trafficIncidentRecord,
  entity: TrafficIncidentEntity,
  statedAt: 'situationRecordVersionTime',
  event: 'trafficIncident.changed',
});
