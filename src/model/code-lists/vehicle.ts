import { defineCodeList } from './code-list.ts';

export const vehicleGroups = defineCodeList(
  { name: 'VehicleGroup', labelVi: 'Nhóm phương tiện', labelEn: 'Vehicle group', source: null },
  [
    { code: 'CAR', labelVi: 'Ô tô', labelEn: 'Car, lorry, bus' },
    { code: 'MOTORCYCLE', labelVi: 'Xe mô tô, xe gắn máy', labelEn: 'Motorcycle or moped' },
    { code: 'TRAILER', labelVi: 'Rơ moóc, sơ mi rơ moóc', labelEn: 'Trailer or semi-trailer' },
    { code: 'SPECIAL_MACHINE', labelVi: 'Xe máy chuyên dùng', labelEn: 'Special-purpose machine' },
    { code: 'OTHER', labelVi: 'Loại khác', labelEn: 'Other' },
  ],
);

/** `term` is the NGSI-LD vehicleType; `group` the plate's group; `scope` says whether the law names it or a rule needs it. */
export const vehicleTypes = defineCodeList(
  {
    name: 'VehicleType',
    labelVi: 'Loại phương tiện',
    labelEn: 'Vehicle type',
    source: 'Luật 36/2024/QH15 Điều 34',
  },
  [
    { code: 'CAR', group: 'CAR', labelVi: 'Ô tô con', labelEn: 'Car', term: 'car' },
    { code: 'BUS', group: 'CAR', labelVi: 'Ô tô khách, xe buýt', labelEn: 'Bus or coach', term: 'bus' },
    { code: 'TRUCK', group: 'CAR', labelVi: 'Ô tô tải', labelEn: 'Lorry', term: 'lorry' },
    { code: 'TRACTOR_UNIT', group: 'CAR', labelVi: 'Ô tô đầu kéo', labelEn: 'Tractor unit', term: 'lorry' },
    { code: 'TANKER', group: 'CAR', labelVi: 'Ô tô xi téc', labelEn: 'Tanker', term: 'tanker' },
    { code: 'MIXER', group: 'CAR', labelVi: 'Ô tô trộn bê tông', labelEn: 'Concrete mixer', term: 'lorry' },
    { code: 'TRAILER', group: 'TRAILER', labelVi: 'Rơ moóc', labelEn: 'Trailer', term: 'trailer' },
    {
      code: 'SEMI_TRAILER',
      group: 'TRAILER',
      labelVi: 'Sơ mi rơ moóc',
      labelEn: 'Semi-trailer',
      term: 'trailer',
    },
    {
      code: 'MOTORISED_4W_PASSENGER',
      group: 'CAR',
      labelVi: 'Xe chở người bốn bánh có gắn động cơ',
      labelEn: 'Motorised four-wheeler for passengers',
      term: 'other',
    },
    {
      code: 'MOTORISED_4W_CARGO',
      group: 'CAR',
      labelVi: 'Xe chở hàng bốn bánh có gắn động cơ',
      labelEn: 'Motorised four-wheeler for goods',
      term: 'other',
    },
    {
      code: 'MOTORCYCLE',
      group: 'MOTORCYCLE',
      labelVi: 'Xe mô tô',
      labelEn: 'Motorcycle',
      term: 'motorcycle',
    },
    { code: 'MOPED', group: 'MOTORCYCLE', labelVi: 'Xe gắn máy', labelEn: 'Moped', term: 'moped' },
    { code: 'BICYCLE', group: 'OTHER', labelVi: 'Xe đạp', labelEn: 'Bicycle', term: 'bicycle' },
    {
      code: 'E_BICYCLE',
      group: 'OTHER',
      labelVi: 'Xe đạp máy',
      labelEn: 'Electric bicycle',
      term: 'bicycle',
    },
    { code: 'CYCLO', group: 'OTHER', labelVi: 'Xe xích lô', labelEn: 'Cyclo', term: 'other' },
    {
      code: 'WHEELCHAIR',
      group: 'OTHER',
      labelVi: 'Xe lăn của người khuyết tật',
      labelEn: 'Wheelchair',
      term: 'other',
    },
    {
      code: 'ANIMAL_DRAWN',
      group: 'OTHER',
      labelVi: 'Xe vật nuôi kéo',
      labelEn: 'Animal-drawn vehicle',
      term: 'other',
    },
    {
      code: 'SPECIAL_PURPOSE_MACHINE',
      group: 'SPECIAL_MACHINE',
      labelVi: 'Xe máy chuyên dùng',
      labelEn: 'Special-purpose machine',
      term: 'other',
    },
    { code: 'OTHER', group: 'OTHER', labelVi: 'Loại khác', labelEn: 'Other', term: 'other' },
  ],
);

export const plateColours = defineCodeList(
  {
    name: 'PlateColour',
    labelVi: 'Màu biển số',
    labelEn: 'Plate colour',
    source: 'Luật 36/2024/QH15 Điều 36 khoản 2',
  },
  [
    { code: 'WHITE_BLACK', labelVi: 'Nền trắng, chữ số đen', labelEn: 'White with black' },
    { code: 'YELLOW_BLACK', labelVi: 'Nền vàng, chữ số đen', labelEn: 'Yellow with black' },
    { code: 'BLUE_WHITE', labelVi: 'Nền xanh, chữ số trắng', labelEn: 'Blue with white' },
    { code: 'RED_WHITE', labelVi: 'Nền đỏ, chữ số trắng', labelEn: 'Red with white' },
    {
      code: 'WHITE_RED',
      labelVi: 'Nền trắng, chữ đỏ, số đen (NG, QT)',
      labelEn: 'White, red letters, black digits (NG, QT)',
    },
    { code: 'YELLOW_RED', labelVi: 'Nền vàng, chữ số đỏ', labelEn: 'Yellow with red' },
    { code: 'OTHER', labelVi: 'Loại khác', labelEn: 'Other' },
  ],
);

export const plateKinds = defineCodeList(
  { name: 'PlateKind', labelVi: 'Loại biển số', labelEn: 'Kind of plate', source: 'Thông tư 79/2024/TT-BCA' },
  [
    { code: 'IDENTIFICATION', labelVi: 'Biển số định danh', labelEn: 'Identification plate' },
    { code: 'AUCTIONED', labelVi: 'Biển số trúng đấu giá', labelEn: 'Auctioned plate' },
    { code: 'TEMPORARY', labelVi: 'Biển số tạm thời', labelEn: 'Temporary plate' },
    { code: 'LEGACY_4_DIGIT', labelVi: 'Biển số 4 số (cũ)', labelEn: 'Legacy plate, four digits' },
    {
      code: 'LEGACY_3_4',
      labelVi: 'Biển số 3 hoặc 4 số (cũ)',
      labelEn: 'Legacy plate, three or four digits',
    },
    { code: 'FOREIGN', labelVi: 'Biển số do nước ngoài cấp', labelEn: 'Plate issued abroad' },
  ],
);

export const ownerKinds = defineCodeList(
  {
    name: 'OwnerKind',
    labelVi: 'Loại chủ xe',
    labelEn: 'Kind of owner',
    source: 'Luật 36/2024/QH15 Điều 36 khoản 3',
  },
  [
    { code: 'PERSON', labelVi: 'Cá nhân', labelEn: 'Person' },
    { code: 'ORGANISATION', labelVi: 'Tổ chức', labelEn: 'Organisation' },
  ],
);

export const fuelTypes = defineCodeList(
  { name: 'FuelType', labelVi: 'Nhiên liệu', labelEn: 'Fuel', source: null },
  [
    { code: 'PETROL', labelVi: 'Xăng', labelEn: 'Petrol', term: 'gasoline' },
    { code: 'DIESEL', labelVi: 'Dầu diesel', labelEn: 'Diesel', term: 'diesel' },
    { code: 'ELECTRIC', labelVi: 'Điện', labelEn: 'Electric', term: 'electric' },
    { code: 'HYBRID', labelVi: 'Lai điện', labelEn: 'Hybrid', term: 'hybrid electric/petrol' },
    {
      code: 'CNG',
      labelVi: 'Khí nén (CNG)',
      labelEn: 'Compressed natural gas',
      term: 'compressed natural gas',
    },
    { code: 'LPG', labelVi: 'Khí hóa lỏng (LPG)', labelEn: 'Liquefied petroleum gas', term: 'autogas' },
    { code: 'OTHER', labelVi: 'Khác', labelEn: 'Other', term: 'other' },
  ],
);

export const vehicleUsages = defineCodeList(
  {
    name: 'VehicleUsage',
    labelVi: 'Mục đích sử dụng',
    labelEn: 'Usage',
    source: 'Luật 36/2024/QH15 Điều 36 khoản 2',
  },
  [
    { code: 'PRIVATE', labelVi: 'Không kinh doanh vận tải', labelEn: 'Private' },
    { code: 'COMMERCIAL_TRANSPORT', labelVi: 'Kinh doanh vận tải', labelEn: 'Commercial transport' },
    { code: 'STATE', labelVi: 'Cơ quan nhà nước', labelEn: 'State' },
    { code: 'MILITARY', labelVi: 'Quân sự', labelEn: 'Military' },
    { code: 'DIPLOMATIC', labelVi: 'Ngoại giao', labelEn: 'Diplomatic' },
  ],
);

export const vehicleStatuses = defineCodeList(
  { name: 'VehicleStatus', labelVi: 'Tình trạng đăng ký', labelEn: 'Registration status', source: null },
  [
    { code: 'ACTIVE', labelVi: 'Đang lưu hành', labelEn: 'Active' },
    { code: 'TRANSFERRED', labelVi: 'Đã chuyển quyền sở hữu', labelEn: 'Transferred' },
    { code: 'DEREGISTERED', labelVi: 'Đã thu hồi đăng ký', labelEn: 'Deregistered' },
    { code: 'STOLEN', labelVi: 'Báo mất cắp', labelEn: 'Stolen' },
    { code: 'EXPIRED_LIFE', labelVi: 'Hết niên hạn sử dụng', labelEn: 'Past its service life' },
    {
      code: 'PLATE_RETAINED_BY_OWNER',
      labelVi: 'Chủ xe giữ lại biển số',
      labelEn: 'Plate retained by owner',
    },
  ],
);

export const overdueBands = defineCodeList(
  {
    name: 'InspectionOverdueBand',
    labelVi: 'Mức quá hạn kiểm định',
    labelEn: 'How overdue the inspection is',
    source: 'Nghị định 168/2024/NĐ-CP Điều 13',
  },
  [
    { code: 'NONE', labelVi: 'Còn hạn', labelEn: 'Not overdue' },
    { code: 'UNDER_1_MONTH', labelVi: 'Quá hạn dưới 01 tháng', labelEn: 'Overdue by less than a month' },
    { code: 'FROM_1_MONTH', labelVi: 'Quá hạn từ 01 tháng', labelEn: 'Overdue by a month or more' },
  ],
);
