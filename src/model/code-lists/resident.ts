import { defineCodeList } from './code-list.ts';

export const sexes = defineCodeList({ name: 'Sex', labelVi: 'Giới tính', labelEn: 'Sex', source: null }, [
  { code: 'MALE', labelVi: 'Nam', labelEn: 'Male' },
  { code: 'FEMALE', labelVi: 'Nữ', labelEn: 'Female' },
]);

export const residentStatuses = defineCodeList(
  { name: 'ResidentStatus', labelVi: 'Tình trạng cư dân', labelEn: 'Resident status', source: null },
  [
    { code: 'ACTIVE', labelVi: 'Đang cư trú', labelEn: 'Resident' },
    { code: 'DECEASED', labelVi: 'Đã mất', labelEn: 'Deceased' },
    { code: 'MISSING', labelVi: 'Mất tích', labelEn: 'Missing' },
    { code: 'EMIGRATED', labelVi: 'Định cư ở nước ngoài', labelEn: 'Emigrated' },
  ],
);
