import { defineSource, env } from '../../sdk/index.ts';
import { mapPatrolShift } from './patrol-shift.map.ts';
import { mapTrafficViolation } from './traffic-violation.map.ts';
import { mapVehicle } from './vehicle.map.ts';

const pages = {
  recordPath: 'duLieu',
  sizeParam: 'gioiHan',
  pageSize: 1_000,
  pagination: { type: 'cursor', param: 'conTro', nextPath: 'trangSau' },
  updatedSince: { param: 'capNhatTu', field: 'capNhatLuc', lookback: 'PT10S' },
} as const;

/** Vehicles, violations and patrol shifts of the provincial traffic police (PC08). */
export const vehicleRegistry = defineSource({
  name: 'vehicle-registry',
  titleVi: 'Đăng ký xe và xử lý vi phạm (PC08)',
  titleEn: 'Vehicle registration and violations (traffic police)',
  owner: 'VN-BN/POL/PC08/VEHICLE-REGISTRY',
  channel: 'DIRECT_LAB',
  connector: 'rest',
  config: {
    baseUrl: env('VEHICLE_REGISTRY_URL'),
    auth: {
      type: 'oauth2',
      tokenUrl: env('VEHICLE_REGISTRY_TOKEN_URL'),
      clientId: env('VEHICLE_REGISTRY_CLIENT_ID'),
      clientSecret: 'VEHICLE_REGISTRY_CLIENT_SECRET',
    },
    datasets: [
      { name: 'phuong-tien', path: '/v1/phuong-tien', key: ['maPhuongTien'], ...pages },
      { name: 'vi-pham', path: '/v1/vi-pham', key: ['maViPham'], ...pages },
      { name: 'ca-tuan-tra', path: '/v1/ca-tuan-tra', key: ['maCa'], ...pages },
    ],
  },
  bindings: [
    { from: 'phuong-tien', to: 'vehicle', mode: 'sync', every: 'PT15S', map: mapVehicle },
    { from: 'vi-pham', to: 'trafficViolation', mode: 'sync', every: 'PT10S', map: mapTrafficViolation },
    { from: 'ca-tuan-tra', to: 'patrolShift', mode: 'sync', every: 'PT15S', map: mapPatrolShift },
  ],
});
