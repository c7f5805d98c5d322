import { defineCodeList } from './code-list.ts';

export const dataSharing = defineCodeList(
  {
    name: 'DataSharing',
    labelVi: 'Phân loại theo tính chất chia sẻ',
    labelEn: 'Sharing class',
    source: 'Luật 60/2024/QH15 Điều 13',
  },
  [
    { code: 'OPEN', labelVi: 'Dữ liệu mở', labelEn: 'Open' },
    { code: 'SHARED', labelVi: 'Dữ liệu dùng chung', labelEn: 'Shared' },
    { code: 'INTERNAL', labelVi: 'Dữ liệu dùng riêng', labelEn: 'Internal' },
  ],
);

export const dataImportance = defineCodeList(
  {
    name: 'DataImportance',
    labelVi: 'Phân loại theo tính chất quan trọng',
    labelEn: 'Importance',
    source: 'Luật 60/2024/QH15 Điều 13',
  },
  [
    { code: 'CORE', labelVi: 'Dữ liệu cốt lõi', labelEn: 'Core' },
    { code: 'IMPORTANT', labelVi: 'Dữ liệu quan trọng', labelEn: 'Important' },
    { code: 'OTHER', labelVi: 'Dữ liệu khác', labelEn: 'Other' },
  ],
);
