import { defineCodeList } from './code-list.ts';

export const patrolModes = defineCodeList(
  {
    name: 'PatrolMode',
    labelVi: 'Hình thức tuần tra',
    labelEn: 'Patrol mode',
    source: 'Thông tư 73/2024/TT-BCA',
  },
  [
    { code: 'OPEN', labelVi: 'Công khai', labelEn: 'Open' },
    {
      code: 'COMBINED_PLAINCLOTHES',
      labelVi: 'Công khai kết hợp hóa trang',
      labelEn: 'Open combined with plain clothes',
    },
  ],
);

export const patrolActivities = defineCodeList(
  { name: 'PatrolActivity', labelVi: 'Chuyên đề', labelEn: 'Activity', source: 'Thông tư 73/2024/TT-BCA' },
  [
    { code: 'SPEED', labelVi: 'Tốc độ', labelEn: 'Speed' },
    { code: 'ALCOHOL', labelVi: 'Nồng độ cồn', labelEn: 'Alcohol' },
    { code: 'OVERLOAD', labelVi: 'Quá tải', labelEn: 'Overload' },
    { code: 'GENERAL', labelVi: 'Tổng hợp', labelEn: 'General' },
  ],
);
