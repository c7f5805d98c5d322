/**
 * Common name parts, combined by chance: the combinations name nobody. Every record that carries one says
 * so (`SYNTHETIC_NOTE`).
 */
export const SYNTHETIC_NOTE = 'DỮ LIỆU TỔNG HỢP';

export const FAMILY_NAMES = [
  'Nguyễn',
  'Nguyễn',
  'Nguyễn',
  'Trần',
  'Lê',
  'Phạm',
  'Hoàng',
  'Vũ',
  'Đặng',
  'Bùi',
  'Đỗ',
  'Ngô',
  'Dương',
  'Đào',
  'Giáp',
  'Thân',
  'Chu',
  'Tạ',
] as const;

const MALE_MIDDLE = ['Văn', 'Đức', 'Hữu', 'Quang', 'Minh', 'Xuân', 'Công', 'Tiến'] as const;
const FEMALE_MIDDLE = ['Thị', 'Thị', 'Thu', 'Ngọc', 'Thanh', 'Phương', 'Bích', 'Kim'] as const;
const MALE_GIVEN = [
  'An',
  'Bình',
  'Cường',
  'Dũng',
  'Đạt',
  'Giang',
  'Hải',
  'Hiếu',
  'Hùng',
  'Khánh',
  'Lâm',
  'Long',
  'Nam',
  'Phong',
  'Quân',
  'Sơn',
  'Thắng',
  'Trung',
  'Tuấn',
  'Việt',
] as const;
const FEMALE_GIVEN = [
  'Anh',
  'Chi',
  'Diệp',
  'Dung',
  'Hà',
  'Hằng',
  'Hoa',
  'Hương',
  'Lan',
  'Linh',
  'Mai',
  'Nga',
  'Ngân',
  'Oanh',
  'Quỳnh',
  'Thảo',
  'Trang',
  'Tuyết',
  'Vân',
  'Yến',
] as const;

export const MIDDLE_NAMES = { male: MALE_MIDDLE, female: FEMALE_MIDDLE } as const;
export const GIVEN_NAMES = { male: MALE_GIVEN, female: FEMALE_GIVEN } as const;
