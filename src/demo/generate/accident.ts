import { type AccidentSeverity, computeSeverity } from '../../model/accident-severity.ts';
import { generateCasualties, type RawCasualty } from './casualty.ts';
import { isDefective, pickDefect } from './defect.ts';
import { roundDegrees, toPointOn } from './drawn-line.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { createRandom, type Random } from './random.ts';
import { toComma, toKilometrePost } from './road-segment.ts';
import { drawVehicleIndex, toVehiclePlate } from './vehicle.ts';
import { DAY_MS, hourOfDay, MINUTE_MS, toDay, toIsoDay, toMinute } from './vietnam-time.ts';
import type { World } from './world.ts';

/** One line of `accidents-<date>.csv`, column by column, as text. */
export type AccidentRow = Record<(typeof ACCIDENT_COLUMNS)[number], string>;

export const ACCIDENT_COLUMNS = [
  'ma_vu',
  'thoi_gian_xay_ra',
  'thoi_gian_bao',
  'kinh_do',
  'vi_do',
  'so_hieu_duong',
  'ma_doan',
  'ly_trinh',
  'ma_don_vi',
  'ma_don_vi_tu_ngay',
  'muc_do',
  'chet_tai_cho',
  'chet_trong_24h',
  'chet_trong_30_ngay',
  'so_bi_thuong',
  'tong_ty_le_thuong_tat',
  'ty_le_thuong_tat_cao_nhat',
  'thiet_hai',
  'kieu_va_cham',
  'nguyen_nhan',
  /** `biển số/màu biển/loại xe/vai trò`, several parted by `|`. */
  'phuong_tien',
  /** `vai trò/tình trạng/nhóm tuổi/giới tính`, several parted by `|`. */
  'nan_nhan',
  'so_phuong_tien',
  'so_thuong_vong',
  'thoi_tiet',
  'anh_sang',
  'mat_duong',
  'ngay_cap_nhat',
  'ghi_chu',
] as const;

const SEVERITIES: Readonly<Record<AccidentSeverity, string>> = {
  EXTREMELY_SERIOUS: 'Đặc biệt nghiêm trọng',
  VERY_SERIOUS: 'Rất nghiêm trọng',
  SERIOUS: 'Nghiêm trọng',
  LESS_SERIOUS: 'Ít nghiêm trọng',
  COLLISION: 'Va chạm',
};

/** The register goes back three years: over the reform of units and the change of severity classes. */
const HISTORY_DAYS = 3 * 365;

/** Accident `index` of the register, or a new one when its time is given. */
export function generateAccident(world: World, index: number, occurredAt?: number): AccidentRow {
  const random = createRandom(world.seed, 'accident', index);
  const at = occurredAt ?? drawTime(world, index, random);
  const segment = random.pick(world.roads.main);
  const share = random.next();
  const [longitude, latitude] = toPointOn(segment.line, share);
  const day = toIsoDay(at);
  const unit = world.units.asWrittenOn(world.units.find(segment.communeCode), day, random.next());
  const vehicles = drawVehicles(world, random);
  const casualties = generateCasualties(random, vehicles.length);
  const outcome = toOutcome(casualties);
  const damageVnd = random.int(1, 60) * (random.chance(0.05) ? 20_000_000 : 1_000_000);
  const { severity } = computeSeverity({ ...outcome, damageVnd }, day);
  // A few units still class by feeling; the hub computes the class itself and says where they differ.
  const declared = random.chance(0.03) ? 'LESS_SERIOUS' : severity!;
  const isWet = random.chance(0.2);
  const hour = hourOfDay(at);
  const row: AccidentRow = {
    ma_vu: `TN-${String(index).padStart(7, '0')}`,
    thoi_gian_xay_ra: toMinute(at),
    thoi_gian_bao: toMinute(at + random.int(2, 45) * MINUTE_MS),
    kinh_do: toComma(roundDegrees(longitude)),
    vi_do: toComma(roundDegrees(latitude)),
    so_hieu_duong: segment.roadRef,
    ma_doan: segment.segmentId,
    ly_trinh: toKilometrePost(segment.fromKm + share * (segment.toKm - segment.fromKm)),
    ma_don_vi: unit.code,
    ma_don_vi_tu_ngay: unit.validFrom.split('-').reverse().join('/'),
    muc_do: SEVERITIES[declared],
    chet_tai_cho: String(outcome.deathsAtScene),
    chet_trong_24h: String(outcome.deathsAtScene),
    chet_trong_30_ngay: String(outcome.deaths),
    so_bi_thuong: String(outcome.injuredCount),
    tong_ty_le_thuong_tat: toComma(outcome.injuryPercentTotal),
    ty_le_thuong_tat_cao_nhat: toComma(outcome.injuryPercentMax),
    thiet_hai: damageVnd.toLocaleString('de-DE'),
    kieu_va_cham:
      vehicles.length === 1 ? 'Tự gây tai nạn' : random.pick(['Đối đầu', 'Đâm phía sau', 'Đâm ngang']),
    nguyen_nhan: random.pick([
      'Quá tốc độ',
      'Nồng độ cồn',
      'Sai làn đường',
      'Không nhường đường',
      'Mất tập trung',
      'Đang điều tra',
    ]),
    phuong_tien: vehicles.join('|'),
    nan_nhan: casualties.map(({ role, status, age, sex }) => `${role}/${status}/${age}/${sex}`).join('|'),
    so_phuong_tien: String(vehicles.length),
    so_thuong_vong: String(casualties.length),
    thoi_tiet: isWet ? 'Mưa' : 'Khô ráo',
    anh_sang: hour > 6 && hour < 17.5 ? 'Ban ngày' : random.pick(['Đêm, có đèn', 'Đêm, không đèn']),
    mat_duong: isWet ? 'Ướt' : 'Khô',
    ngay_cap_nhat: toDay(at + DAY_MS),
    ghi_chu: SYNTHETIC_NOTE,
  };
  return isDefective(index) ? spoilAccident(row, index) : row;
}

function drawTime(world: World, index: number, random: Random): number {
  const slot = world.asOf - HISTORY_DAYS * DAY_MS * (1 - index / world.sizes.accidents);
  // More in the evening than at dawn; never after the register was written.
  const minuteOfDay = Math.floor((0.25 + 0.74 * Math.sqrt(random.next())) * 24 * 60);
  return Math.floor((slot - 2 * DAY_MS) / DAY_MS) * DAY_MS - 7 * 60 * MINUTE_MS + minuteOfDay * MINUTE_MS;
}

function drawVehicles(world: World, random: Random): string[] {
  const indexes = new Set<number>();
  for (let n = random.pick([1, 2, 2, 2, 2, 3]); n > 0; n--) indexes.add(drawVehicleIndex(world, random));
  return [...indexes].map((index, position) => {
    const { bienSo, mauBien, loaiXe } = toVehiclePlate(world, index);
    return `${bienSo}/${mauBien}/${loaiXe}/${position === 0 ? 'Gây tai nạn' : 'Liên quan'}`;
  });
}

function toOutcome(casualties: readonly RawCasualty[]) {
  const dead = casualties.filter(({ status }) => status === 'Tử vong');
  const injured = casualties.filter(({ status }) => status !== 'Tử vong');
  return {
    deathsAtScene: dead.filter(({ percent }) => percent === 100).length,
    deaths: dead.length,
    injuredCount: injured.length,
    injuryPercentTotal: injured.reduce((sum, { percent }) => sum + percent, 0),
    injuryPercentMax: Math.max(0, ...injured.map(({ percent }) => percent)),
  };
}

function spoilAccident(row: AccidentRow, index: number): AccidentRow {
  return pickDefect<() => AccidentRow>(index, [
    () => ({ ...row, thoi_gian_xay_ra: '31/02/2026 07:30' }),
    () => ({ ...row, ly_trinh: 'gần cây xăng' }),
    () => ({ ...row, chet_tai_cho: '2', chet_trong_24h: '1', chet_trong_30_ngay: '1' }),
  ])();
}
