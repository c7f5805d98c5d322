import { vehicleRecord } from '../../model/vehicle.record.ts';
import { defineDataset } from '../../store/dataset.ts';
import { VehicleEntity } from './vehicle.entity.ts';

export const vehicleDataset = defineDataset({
  name: 'vehicle',
  titleVi: 'Phương tiện đã đăng ký',
  titleEn: 'Registered vehicles',
  record: vehicleRecord,
  entity: VehicleEntity,
  event: 'vehicle.changed',
});
