/**
 * The twelve-digit personal id (số định danh cá nhân): PPP place of birth registration, G century and sex, YY year
 * of birth, six random digits (Decree 137/2015/NĐ-CP Art. 13; Circular 07/2016/TT-BCA Art. 7). There is no check
 * digit: these are all the checks there are.
 */
import { createHmac } from 'node:crypto';
import { personalIdProvinces } from './personal-id-provinces.ts';
import { defineRule, type Rule } from './rule.ts';

const LAW = 'Nghị định 137/2015/NĐ-CP Điều 13; Thông tư 07/2016/TT-BCA Điều 7';

const FORM = defineRule({
  vi: 'Số định danh cá nhân gồm đúng 12 chữ số',
  en: 'A personal id has exactly 12 digits',
  law: LAW,
});
const PLACE = defineRule({
  vi: 'Ba số đầu của số định danh không phải mã tỉnh (001-096) hay mã quốc gia (từ 101)',
  en: 'The first three digits are neither a province (001-096) nor a country (101 and up)',
  law: LAW,
});
const CENTURY = defineRule({
  vi: 'Chữ số thứ tư của số định danh chỉ năm sinh sau năm 2099',
  en: 'The fourth digit says a year of birth after 2099',
  law: LAW,
});
const SEX = defineRule({
  vi: 'Chữ số thứ tư của số định danh không khớp giới tính (chẵn là nam, lẻ là nữ)',
  en: 'The fourth digit disagrees with the sex (even is male, odd is female)',
  law: LAW,
});
const BIRTH_YEAR = defineRule({
  vi: 'Số định danh không khớp năm sinh (chữ số thứ tư là thế kỷ, hai chữ số tiếp theo là năm)',
  en: 'The personal id disagrees with the year of birth (digit 4 is the century, digits 5 and 6 the year)',
  law: LAW,
});

const TWELVE_DIGITS = /^\d{12}$/;

export interface PersonalIdReading {
  /** `027`: where the birth was registered. */
  placeCode: string;
  /** null when registered abroad. */
  provinceVi: string | null;
  sex: 'MALE' | 'FEMALE';
  birthYear: number;
}

/** What the digits say. The caller has checked that there are twelve. */
export function readPersonalId(id: string): PersonalIdReading {
  const placeCode = id.slice(0, 3);
  const century = id.charCodeAt(3) - 48;
  return {
    placeCode,
    provinceVi: personalIdProvinces[placeCode] ?? null,
    sex: century % 2 === 0 ? 'MALE' : 'FEMALE',
    birthYear: 1900 + Math.floor(century / 2) * 100 + Number(id.slice(4, 6)),
  };
}

/** What is wrong with the digits alone, or null. */
export function findPersonalIdFault(id: string): Rule | null {
  if (!TWELVE_DIGITS.test(id)) return FORM;
  if (!(id.slice(0, 3) in personalIdProvinces) && id < '101') return PLACE;
  return id.charCodeAt(3) > 51 ? CENTURY : null;
}

export function isPersonalId(id: string): boolean {
  return findPersonalIdFault(id) === null;
}

/** For a valid id: what disagrees with the person's sex and date of birth (`yyyy-mm-dd`), as far as they are known. */
export function listPersonalIdConflicts(
  id: string,
  person: { sex: 'MALE' | 'FEMALE' | null; dateOfBirth: string | null },
): { field: 'sex' | 'dateOfBirth'; rule: Rule }[] {
  const reading = readPersonalId(id);
  const conflicts: { field: 'sex' | 'dateOfBirth'; rule: Rule }[] = [];
  if (person.sex !== null && person.sex !== reading.sex) conflicts.push({ field: 'sex', rule: SEX });
  if (person.dateOfBirth !== null && Number(person.dateOfBirth.slice(0, 4)) !== reading.birthYear)
    conflicts.push({ field: 'dateOfBirth', rule: BIRTH_YEAR });
  return conflicts;
}

export type PersonalIdMask = { level: 'FULL' | 'PARTIAL' | 'NONE' } | { level: 'PSEUDONYM'; key: string };

/**
 * FULL as it is · PARTIAL `027*******12` · NONE null · PSEUDONYM 32 hex digits, HMAC-SHA-256. Use one key per
 * consumer and purpose: two partners then cannot join what they were given.
 */
export function maskPersonalId(id: string, mask: PersonalIdMask): string | null {
  switch (mask.level) {
    case 'FULL':
      return id;
    case 'PARTIAL':
      return `${id.slice(0, 3)}${'*'.repeat(Math.max(0, id.length - 5))}${id.slice(-2)}`;
    case 'PSEUDONYM':
      return createHmac('sha256', mask.key).update(id).digest('hex').slice(0, 32);
    case 'NONE':
      return null;
  }
}
