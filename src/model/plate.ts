/**
 * Vietnamese number plates (Circular 79/2024/TT-BCA as amended by 13/2025 and 51/2025; Law 36/2024/QH15 Art. 36).
 *
 * `99A12345` is a car's `99A-123.45` and an old motorcycle's `99-A1 2345`. A plate alone therefore names nothing:
 * the key is (canonical plate, vehicle group, plate colour), the same three that a public notice of a camera
 * violation shows (Circular 73/2024/TT-BCA Art. 24).
 */
import type { CodeOf, plateColours, vehicleGroups } from './code-lists/index.ts';
import { defineRule, type Rule } from './rule.ts';

export type VehicleGroup = CodeOf<typeof vehicleGroups>;
export type PlateColour = CodeOf<typeof plateColours>;

/** The 20 series letters: no I, J, O, Q, R, W. */
const LETTER = '[ABCDEFGHKLMNPSTUVXYZ]';
const CAR = new RegExp(`^(\\d{2})(${LETTER}{1,2}|TĐ)(\\d{4,5})$`);
const MOTORCYCLE = new RegExp(`^(\\d{2})(${LETTER}{2}(?=\\d{5}$)|${LETTER}{1,2}\\d|MĐ\\d?)(\\d{4,5})$`);
const TRAILER = /^(\d{2})(RM?)(\d{4,5})$/;
const MISSION = /^(\d{2})(NG|QT|CV|NN)(\d{3})(\d{2})$/;
const ARMY = /^([A-Z]{2})(\d{2})(\d{2})$/;
const ANY = /^[A-ZĐ\d]{2,12}$/;

const LAW = 'Thông tư 79/2024/TT-BCA';

/** Letters no civil series has, and what a camera or a hand may have meant. */
const MISREAD: Readonly<Record<string, Rule>> = {
  I: misread('I', 'số 1', 'the digit 1'),
  J: misread('J', 'số 1', 'the digit 1'),
  O: misread('O', 'số 0 hoặc chữ D', 'the digit 0 or the letter D'),
  Q: misread('Q', 'số 0', 'the digit 0'),
  R: misread('R', 'chữ K (R chỉ dùng cho rơ moóc)', 'the letter K (R is for trailers only)'),
  W: misread('W', 'chữ V', 'the letter V'),
};

function misread(letter: string, vi: string, en: string): Rule {
  return defineRule({
    vi: `Biển số không dùng chữ ${letter}; có thể là ${vi}`,
    en: `No plate has the letter ${letter}; perhaps it is ${en}`,
    law: LAW,
  });
}

export const PLATE_FORM: Readonly<Record<VehicleGroup, Rule>> = {
  CAR: defineRule({
    vi: 'Biển số ô tô gồm 2 số địa phương, 1-2 chữ và 4-5 số, ví dụ 99A-123.45',
    en: 'A car plate has 2 digits of the place, 1 or 2 letters and 4 or 5 digits, e.g. 99A-123.45',
    law: LAW,
  }),
  MOTORCYCLE: defineRule({
    vi: 'Biển số mô tô gồm 2 số địa phương, sêri (A1, AA hoặc MĐ1) và 4-5 số, ví dụ 99-AA 123.45',
    en: 'A motorcycle plate has 2 digits of the place, a series (A1, AA or MĐ1) and 4 or 5 digits, e.g. 99-AA 123.45',
    law: LAW,
  }),
  TRAILER: defineRule({
    vi: 'Biển số rơ moóc có chữ R hoặc RM sau 2 số địa phương, ví dụ 99R-012.34',
    en: 'A trailer plate has R or RM after the 2 digits of the place, e.g. 99R-012.34',
    law: LAW,
  }),
  SPECIAL_MACHINE: defineRule({
    vi: 'Biển số xe máy chuyên dùng gồm 2 số địa phương, 1-2 chữ và 4-5 số, ví dụ 99LA-012.34',
    en: 'A machine plate has 2 digits of the place, 1 or 2 letters and 4 or 5 digits, e.g. 99LA-012.34',
    law: LAW,
  }),
  OTHER: defineRule({
    vi: 'Biển số chỉ gồm chữ cái Latinh, Đ và chữ số, từ 2 đến 12 ký tự',
    en: 'A plate has Latin letters, Đ and digits only, 2 to 12 of them',
    law: 'ISO 7591:1982',
  }),
};

const ARMY_FORM = defineRule({
  vi: 'Biển số quân sự (nền đỏ) gồm 2 chữ và 4 số, ví dụ TM-12-34',
  en: 'A military plate (red) has 2 letters and 4 digits, e.g. TM-12-34',
  law: 'Luật 36/2024/QH15 Điều 36 khoản 2 điểm b',
});

const FORM: Readonly<Record<VehicleGroup, RegExp>> = {
  CAR,
  MOTORCYCLE,
  TRAILER,
  SPECIAL_MACHINE: CAR,
  OTHER: ANY,
};

const CANONICAL = /^[A-ZĐ\d]+$/;

/** Upper case, without spaces, dots and dashes; every way of writing Đ (đ, Ð, Ɖ, D̶) becomes Đ. */
export function toCanonicalPlate(written: string): string {
  if (CANONICAL.test(written)) return written;
  return written
    .normalize('NFC')
    .toUpperCase()
    .replace(/D\u0336|[\u00D0\u0189]/g, 'Đ')
    .replace(/[\s.\-\u2010-\u2015]/g, '');
}

/** What is wrong with a canonical plate of that group and colour, or null. */
export function findPlateFault(plate: string, group: VehicleGroup, colour: PlateColour): Rule | null {
  if (colour === 'RED_WHITE') return ARMY.test(plate) ? null : ARMY_FORM;
  if (FORM[group].test(plate)) return null;
  for (const letter of plate) {
    const rule = MISREAD[letter];
    if (rule && group !== 'OTHER' && !(letter === 'R' && group === 'TRAILER')) return rule;
  }
  return PLATE_FORM[group];
}

/** As it stands on the metal: `99A-123.45`, `99-A1 2345`, `99R-012.34`, `80-NG-123-45`, `TM-12-34`. */
export function toPlateDisplay(plate: string, group: VehicleGroup, colour: PlateColour): string {
  if (colour === 'RED_WHITE') return plate.replace(ARMY, '$1-$2-$3');
  if (group === 'CAR' && MISSION.test(plate)) return plate.replace(MISSION, '$1-$2-$3-$4');
  const parts = FORM[group].exec(plate);
  if (!parts?.[3]) return plate;
  const [, place, series, digits] = parts as unknown as [string, string, string, string];
  const number = digits.length === 5 ? `${digits.slice(0, 3)}.${digits.slice(3)}` : digits;
  return group === 'MOTORCYCLE' ? `${place}-${series} ${number}` : `${place}${series}-${number}`;
}

export interface PlateReading {
  group: VehicleGroup;
  display: string;
}

/** Every vehicle group a written plate may belong to, so that a search can ask instead of guessing. */
export function listPlateReadings(written: string): PlateReading[] {
  const plate = toCanonicalPlate(written);
  const groups: VehicleGroup[] = ['CAR', 'MOTORCYCLE', 'TRAILER'];
  return groups
    .filter((group) => FORM[group].test(plate))
    .map((group) => ({ group, display: toPlateDisplay(plate, group, 'WHITE_BLACK') }));
}
