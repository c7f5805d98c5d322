import { roadSegmentRecord } from '../../model/road-segment.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { RoadSegmentEntity } from './road-segment.entity.ts';

export const roadSegmentDataset = defineDataset({
  name: 'roadSegment',
  titleVi: 'Đoạn đường',
  titleEn: 'Road segments',
  record: roadSegmentRecord,
  entity: RoadSegmentEntity,
  event: 'roadSegment.changed',
});
