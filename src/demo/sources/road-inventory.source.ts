import { defineSource, env } from '../../sdk/index.ts';
import { mapRoadSegment } from './road-segment.map.ts';
import { mapTrafficAccident } from './traffic-accident.map.ts';

const csv = { format: 'csv', delimiter: ';' } as const;

/** Two registers that come as files in a drop folder. */
export const roadInventory = defineSource({
  name: 'road-inventory',
  titleVi: 'Kết cấu hạ tầng đường bộ và sổ tai nạn giao thông',
  titleEn: 'Road inventory and accident register',
  owner: 'VN-BN/GOV/SXD/ROAD-INVENTORY',
  channel: 'DIRECT_LAB',
  connector: 'files',
  config: {
    dir: env('FILE_DROP_DIR'),
    // Files are renamed into the folder when they are complete.
    settleMs: 200,
    datasets: [
      {
        name: 'road-segments',
        pattern: 'road-segments-*.csv',
        ...csv,
        key: ['ma_doan'],
        columns: ['ma_doan', 'cap_duong', 'ly_trinh_dau', 'ly_trinh_cuoi', 'hinh_tuyen'],
      },
      {
        name: 'accidents',
        pattern: 'accidents-*.csv',
        ...csv,
        key: ['ma_vu'],
        columns: ['ma_vu', 'thoi_gian_xay_ra', 'muc_do', 'phuong_tien'],
      },
    ],
  },
  bindings: [
    { from: 'road-segments', to: 'roadSegment', mode: 'sync', every: 'PT10S', map: mapRoadSegment },
    { from: 'accidents', to: 'trafficAccident', mode: 'sync', every: 'PT10S', map: mapTrafficAccident },
  ],
});
