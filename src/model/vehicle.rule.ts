import { defineRule, type Rule } from './rule.ts';

export const ID_IS_PLATE_KEY = defineRule({
  vi: 'Mã xe phải là khóa biển số (biển số:nhóm xe:màu biển); có thể bỏ trống để hệ thống tự lập',
  en: 'The id is the plate key (plate:group:colour); leave it out and it is made',
  law: 'Thông tư 73/2024/TT-BCA Điều 24',
});

export const TYPE_FITS_GROUP = defineRule({
  vi: 'Nhóm xe không khớp loại phương tiện',
  en: 'The vehicle group does not fit the vehicle type',
  law: 'Luật 36/2024/QH15 Điều 34',
});

export const COMMERCIAL_IS_YELLOW = defineRule({
  vi: 'Xe kinh doanh vận tải mang biển nền vàng chữ số đen, và chỉ xe kinh doanh vận tải mang biển này',
  en: 'Vehicles in commercial transport carry yellow plates with black figures, and only they do',
  law: 'Luật 36/2024/QH15 Điều 36 khoản 2 điểm c',
});

const OWNER_EXACTLY_ONE = defineRule({
  vi: 'Chủ xe là cá nhân (số định danh) hoặc tổ chức (mã số thuế): phải có đúng một, khớp với loại chủ xe',
  en: 'The owner is a person (personal id) or an organisation (tax code): exactly one, the one ownerKind says',
  law: 'Luật 36/2024/QH15 Điều 36 khoản 3 điểm a',
});

const TAX_CODE_FORM = defineRule({
  vi: 'Mã số thuế gồm 10 hoặc 13 chữ số',
  en: 'A tax code has 10 or 13 digits',
  law: 'Thông tư 86/2024/TT-BTC Điều 5',
});

export const VIN_FORM = defineRule({
  vi: 'Số khung gồm 17 ký tự, không dùng I, O, Q',
  en: 'A VIN has 17 characters, without I, O and Q',
  law: 'ISO 3779:2009 §4',
});

export const REGISTERED_AFTER_MADE = defineRule({
  vi: 'Ngày đăng ký lần đầu không thể trước năm sản xuất',
  en: 'A vehicle cannot be registered before the year it was made',
  law: 'Thông tư 79/2024/TT-BCA',
});

export const INSPECTION_ENDS_AFTER_START = defineRule({
  vi: 'Hạn kiểm định không thể trước ngày kiểm định',
  en: 'An inspection cannot run out before it was made',
  law: 'Luật 36/2024/QH15 Điều 42',
});

const VIN = /^[A-HJ-NPR-Z\d]{17}$/;
const TAX_CODE = /^\d{10}(?:\d{3})?$/;

export function isVehicleIdentificationNumber(text: string): boolean {
  return VIN.test(text);
}

interface Owned {
  plateKind: string;
  ownerKind: 'PERSON' | 'ORGANISATION' | null;
  ownerPersonalId: string | null;
  ownerTaxCode: string | null;
}

/** Every plate issued in Vietnam has one owner; of a foreign plate the owner need not be known. */
export function findOwnerFault(
  vehicle: Owned,
): { field: 'ownerKind' | 'ownerPersonalId' | 'ownerTaxCode'; rule: Rule } | null {
  const { ownerKind, ownerPersonalId, ownerTaxCode } = vehicle;
  if (ownerKind === null) {
    const isUnowned = ownerPersonalId === null && ownerTaxCode === null && vehicle.plateKind === 'FOREIGN';
    return isUnowned ? null : { field: 'ownerKind', rule: OWNER_EXACTLY_ONE };
  }
  const isPerson = ownerKind === 'PERSON';
  if ((ownerPersonalId !== null) !== isPerson) return { field: 'ownerPersonalId', rule: OWNER_EXACTLY_ONE };
  if ((ownerTaxCode !== null) === isPerson) return { field: 'ownerTaxCode', rule: OWNER_EXACTLY_ONE };
  if (ownerTaxCode !== null && !TAX_CODE.test(ownerTaxCode))
    return { field: 'ownerTaxCode', rule: TAX_CODE_FORM };
  return null;
}
