import { defineCodeList } from './code-list.ts';

/** `term` is the prefix of the official number: QL18, ĐT.276. */
export const roadClasses = defineCodeList(
  { name: 'RoadClass', labelVi: 'Cấp đường', labelEn: 'Road class', source: 'Luật 35/2024/QH15 Điều 8' },
  [
    { code: 'EXPRESSWAY', labelVi: 'Đường cao tốc', labelEn: 'Expressway', term: 'CT' },
    { code: 'NATIONAL', labelVi: 'Quốc lộ', labelEn: 'National road', term: 'QL' },
    { code: 'PROVINCIAL', labelVi: 'Đường tỉnh', labelEn: 'Provincial road', term: 'ĐT' },
    { code: 'DISTRICT', labelVi: 'Đường huyện', labelEn: 'District road', term: 'ĐH' },
    { code: 'COMMUNE', labelVi: 'Đường xã', labelEn: 'Commune road', term: 'ĐX' },
    { code: 'VILLAGE', labelVi: 'Đường thôn', labelEn: 'Village road' },
    { code: 'URBAN', labelVi: 'Đường đô thị', labelEn: 'Urban road', term: 'ĐĐT' },
    { code: 'SPECIAL', labelVi: 'Đường chuyên dùng', labelEn: 'Special-use road' },
    { code: 'OTHER', labelVi: 'Loại khác', labelEn: 'Other' },
  ],
);

export const roadStatuses = defineCodeList(
  {
    name: 'RoadStatus',
    labelVi: 'Tình trạng khai thác',
    labelEn: 'Road status',
    source: 'NGSI-LD RoadSegment.status',
  },
  [
    { code: 'OPEN', labelVi: 'Đang khai thác', labelEn: 'Open', term: 'open' },
    { code: 'LIMITED', labelVi: 'Hạn chế', labelEn: 'Limited', term: 'limited' },
    { code: 'CLOSED', labelVi: 'Đóng', labelEn: 'Closed', term: 'closed' },
  ],
);

export const roadSurfaces = defineCodeList(
  { name: 'RoadSurface', labelVi: 'Mặt đường', labelEn: 'Surface', source: null },
  [
    { code: 'ASPHALT', labelVi: 'Bê tông nhựa', labelEn: 'Asphalt concrete' },
    { code: 'CEMENT', labelVi: 'Bê tông xi măng', labelEn: 'Cement concrete' },
    { code: 'SURFACE_TREATED', labelVi: 'Láng nhựa', labelEn: 'Surface-treated' },
    { code: 'GRAVEL', labelVi: 'Cấp phối', labelEn: 'Gravel' },
    { code: 'EARTH', labelVi: 'Đường đất', labelEn: 'Earth' },
    { code: 'OTHER', labelVi: 'Loại khác', labelEn: 'Other' },
  ],
);
