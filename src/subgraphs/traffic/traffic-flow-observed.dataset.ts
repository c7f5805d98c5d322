import { trafficFlowObservedRecord } from '../../model/traffic-flow-observed.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { TrafficFlowObservedEntity } from './traffic-flow-observed.entity.ts';

export const trafficFlowObservedDataset = defineDataset({
  name: 'trafficFlowObserved',
  titleVi: 'Dòng giao thông đo được',
  titleEn: 'Traffic flow observed',
  record: trafficFlowObservedRecord,
  entity: TrafficFlowObservedEntity,
  event: 'trafficFlow.observed',
  observedAt: 'dateObserved',
});
