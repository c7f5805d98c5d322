import { toIdPrefix } from './cohort.ts';
import { isDefective, pickDefect } from './defect.ts';
import { FAMILY_NAMES, GIVEN_NAMES, MIDDLE_NAMES, SYNTHETIC_NOTE } from './names.ts';
import { createRandom } from './random.ts';
import { DAY_MS, fromIsoDay, toDay, toIsoDay } from './vietnam-time.ts';
import type { World } from './world.ts';

/** A row of the population database's table `cong_dan`, column by column. */
export interface RawResident {
  so_dinh_danh: string;
  ho_va_ten: string;
  /** dd/mm/yyyy, or only yyyy where the register knows no more. */
  ngay_sinh: string;
  gioi_tinh: string;
  quoc_tich: string;
  /** Commune code of the permanent residence, in the code set in force on `ma_don_vi_tu_ngay`. */
  ma_don_vi: string;
  /** First day on which that code means that commune, yyyy-mm-dd. */
  ma_don_vi_tu_ngay: string;
  dia_chi: string;
  ma_ho: string;
  quan_he_chu_ho: string;
  tinh_trang: string;
  muc_dinh_danh: number | null;
  cap_nhat_luc: string;
  ghi_chu: string;
}

/** Column order of COPY. */
export const RESIDENT_COLUMNS = [
  'so_dinh_danh',
  'ho_va_ten',
  'ngay_sinh',
  'gioi_tinh',
  'quoc_tich',
  'ma_don_vi',
  'ma_don_vi_tu_ngay',
  'dia_chi',
  'ma_ho',
  'quan_he_chu_ho',
  'tinh_trang',
  'muc_dinh_danh',
  'cap_nhat_luc',
  'ghi_chu',
] as const satisfies readonly (keyof RawResident)[];

/** The register was last touched on this day; residents do not depend on when the demo starts. */
const REGISTER_CLOSED = fromIsoDay('2026-06-30');

/** What others need to know of resident `index` to refer to it. */
export interface ResidentIdentity {
  personalId: string;
  sex: 'male' | 'female';
  birthYear: number;
}

/**
 * Synthetic personal id: the first six digits agree with province, century, sex and year of birth; the
 * last six always begin with 0 (with 00 in a small population), which marks it as made up.
 */
export function toResidentIdentity(world: World, index: number): ResidentIdentity {
  const { slots } = world.cohort;
  const slot = slots[index % slots.length]!;
  const serial = slot.ordinal + slot.peers * Math.floor(index / slots.length);
  const tail = String(world.scrambleSerial(serial)).padStart(6, '0');
  return { personalId: toIdPrefix(slot) + tail, sex: slot.sex, birthYear: slot.birthYear };
}

/** Resident `index`, exactly as the owner's database holds it. */
export function generateResident(world: World, index: number): RawResident {
  const { slots, households } = world.cohort;
  const slot = slots[index % slots.length]!;
  const household = slot.household + households * Math.floor(index / slots.length);
  const home = createRandom(world.seed, 'home', household);
  const random = createRandom(world.seed, 'resident', index);
  const familyName = home.pick(FAMILY_NAMES);
  const movedIn = fromIsoDay('2012-01-01') + home.int(0, 5_200) * DAY_MS;
  const since = Math.max(movedIn, fromIsoDay(`${slot.birthYear}-01-01`));
  const commune = home.pick(world.units.communes);
  // Six in ten entries made before the reform were converted to the new codes, the others still carry theirs.
  const unit = home.chance(0.6) ? commune : world.units.asWrittenOn(commune, toIsoDay(since), home.next());
  const alley = `Thôn ${home.int(1, 12)}, ngõ ${home.int(1, 90)}`;
  const ownFamilyName = slot.role === 'Vợ' || slot.role === 'Chồng' || slot.role === 'Mẹ';
  const birthDay = fromIsoDay(`${slot.birthYear}-01-01`) + random.int(0, 363) * DAY_MS;
  const resident: RawResident = {
    so_dinh_danh: toResidentIdentity(world, index).personalId,
    ho_va_ten: [
      ownFamilyName ? random.pick(FAMILY_NAMES) : familyName,
      random.pick(MIDDLE_NAMES[slot.sex]),
      random.pick(GIVEN_NAMES[slot.sex]),
    ].join(' '),
    ngay_sinh: slot.birthYear < 1960 && random.chance(0.1) ? String(slot.birthYear) : toDay(birthDay),
    gioi_tinh: slot.sex === 'male' ? 'Nam' : 'Nữ',
    quoc_tich: 'VN',
    ma_don_vi: unit.code,
    ma_don_vi_tu_ngay: unit.validFrom,
    dia_chi: alley,
    ma_ho: `HO-${String(household).padStart(8, '0')}`,
    quan_he_chu_ho: slot.role,
    tinh_trang: slot.birthYear < 1945 && random.chance(0.3) ? 'Đã chết' : 'Đang sống',
    muc_dinh_danh: slot.birthYear > 2011 ? null : random.chance(0.8) ? 2 : 1,
    cap_nhat_luc: new Date(REGISTER_CLOSED - random.int(0, 700) * DAY_MS).toISOString(),
    ghi_chu: SYNTHETIC_NOTE,
  };
  return isDefective(index) ? spoilResident(resident, index) : resident;
}

function spoilResident(resident: RawResident, index: number): RawResident {
  return pickDefect<() => RawResident>(index, [
    // The id says one sex, the register the other.
    () => ({ ...resident, gioi_tinh: resident.gioi_tinh === 'Nam' ? 'Nữ' : 'Nam' }),
    () => ({ ...resident, ngay_sinh: `31/02/${resident.ngay_sinh.slice(-4)}` }),
  ])();
}
