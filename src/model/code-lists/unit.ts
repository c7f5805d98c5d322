import { defineCodeList } from './code-list.ts';

export const unitLevels = defineCodeList(
  {
    name: 'AdministrativeLevel',
    labelVi: 'Cấp hành chính',
    labelEn: 'Level',
    source: 'Luật 72/2025/QH15 Điều 1',
  },
  [
    { code: 'PROVINCE', labelVi: 'Cấp tỉnh', labelEn: 'Province' },
    { code: 'DISTRICT', labelVi: 'Cấp huyện (trước 01/07/2025)', labelEn: 'District (until 1 July 2025)' },
    { code: 'COMMUNE', labelVi: 'Cấp xã', labelEn: 'Commune' },
  ],
);

export const unitShares = defineCodeList(
  { name: 'UnitShare', labelVi: 'Phần nhập vào', labelEn: 'Share', source: null },
  [
    { code: 'FULL', labelVi: 'Toàn bộ', labelEn: 'The whole unit' },
    { code: 'PARTIAL', labelVi: 'Một phần', labelEn: 'A part of the unit' },
    { code: 'UNKNOWN', labelVi: 'Chưa xác định', labelEn: 'Not determined' },
  ],
);

/** `labelVi` is the prefix of the unit's name in Vietnamese, `labelEn` the suffix in English. */
export const unitTypes = defineCodeList(
  {
    name: 'AdministrativeUnitType',
    labelVi: 'Loại đơn vị',
    labelEn: 'Type of unit',
    source: 'Luật 72/2025/QH15 Điều 1',
  },
  [
    { code: 'PROVINCE', labelVi: 'Tỉnh', labelEn: 'Province' },
    { code: 'CITY', labelVi: 'Thành phố', labelEn: 'City' },
    { code: 'TOWN', labelVi: 'Thị xã', labelEn: 'Town' },
    { code: 'URBAN_DISTRICT', labelVi: 'Quận', labelEn: 'District' },
    { code: 'RURAL_DISTRICT', labelVi: 'Huyện', labelEn: 'District' },
    { code: 'WARD', labelVi: 'Phường', labelEn: 'Ward' },
    { code: 'TOWNSHIP', labelVi: 'Thị trấn', labelEn: 'Township' },
    { code: 'COMMUNE', labelVi: 'Xã', labelEn: 'Commune' },
    { code: 'SPECIAL_ZONE', labelVi: 'Đặc khu', labelEn: 'Special Zone' },
  ],
);

/** The state of the national list a unit belongs to. */
export const unitCodeSets = defineCodeList(
  {
    name: 'AdministrativeCodeSet',
    labelVi: 'Bộ mã',
    labelEn: 'Code set',
    source: 'Quyết định 124/2004/QĐ-TTg; Quyết định 19/2025/QĐ-TTg',
  },
  [
    { code: 'VN_2025_03', labelVi: 'Danh mục trước 01/07/2025', labelEn: 'List before 1 July 2025' },
    { code: 'VN_2025_07', labelVi: 'Danh mục từ 01/07/2025', labelEn: 'List since 1 July 2025' },
  ],
);

/** Why a unit was offered as an answer; best first. */
export const unitMatchReasons = defineCodeList(
  { name: 'UnitMatchReason', labelVi: 'Lý do khớp', labelEn: 'Reason of the match', source: null },
  [
    { code: 'CODE_AND_NAME', labelVi: 'Đúng cả mã và tên', labelEn: 'Code and name match' },
    { code: 'CODE', labelVi: 'Đúng mã', labelEn: 'The code matches' },
    { code: 'NAME', labelVi: 'Đúng tên', labelEn: 'The name matches' },
    {
      code: 'NAME_WITHOUT_ACCENTS',
      labelVi: 'Đúng tên khi bỏ dấu',
      labelEn: 'The name matches without accents',
    },
  ],
);

/** How another unit's territory lies to the one asked for. */
export const unitRelations = defineCodeList(
  { name: 'UnitRelation', labelVi: 'Quan hệ địa bàn', labelEn: 'Relation of territories', source: null },
  [
    { code: 'SAME', labelVi: 'Cùng địa bàn', labelEn: 'The same territory' },
    { code: 'WITHIN', labelVi: 'Nằm trọn bên trong', labelEn: 'Wholly inside' },
    { code: 'OVERLAPS', labelVi: 'Chung một phần', labelEn: 'Shares territory but reaches outside' },
  ],
);
