import { isDefective, pickDefect } from './defect.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { createRandom } from './random.ts';
import { DAY_MS, MINUTE_MS, toMinute, toOffsetIso } from './vietnam-time.ts';
import type { World } from './world.ts';

/** A patrol shift as the traffic police's interface answers it: how many officers, never who. */
export interface RawPatrolShift {
  maCa: string;
  soKeHoach: string;
  maTo: string;
  capBacToTruong: string;
  soCanBo: number;
  batDau: string;
  ketThuc: string;
  tuyenDoan: string[];
  hinhThuc: 'Công khai' | 'Công khai kết hợp hóa trang';
  chuyenDe: 'Tốc độ' | 'Nồng độ cồn' | 'Quá tải' | 'Tổng hợp';
  maDonVi: string;
  maDonViTuNgay: string;
  capNhatLuc: string;
  ghiChu: string;
}

/** Shifts run from sixty days back to two days ahead. */
const FIRST_DAY = -60;
const DAYS = 62;
const PLANNED_BEFORE_MS = 3 * DAY_MS;

/** Plans are fixed three days ahead, in the order of their shifts. */
export function toShiftUpdate(world: World, index: number): number {
  return toShiftSlot(world, index) - PLANNED_BEFORE_MS;
}

export function generatePatrolShift(world: World, index: number): RawPatrolShift {
  const random = createRandom(world.seed, 'patrol-shift', index);
  const startAt = toShiftSlot(world, index);
  const { main } = world.roads;
  const first = random.int(0, main.length - 1);
  const { roadRef, communeCode } = main[first]!;
  // A route is up to four neighbouring segments of one road.
  const route = main.slice(first, first + random.int(1, 4));
  const unit = world.units.find(communeCode);
  const hour = (startAt / (60 * MINUTE_MS) + 7) % 24;
  const shift: RawPatrolShift = {
    maCa: `CA-${String(index).padStart(6, '0')}`,
    soKeHoach: `KH-${Math.floor(index / 20) + 1}/CSGT`,
    maTo: `TO-${String(random.int(1, 18)).padStart(2, '0')}`,
    capBacToTruong: random.pick(['Đại úy', 'Thiếu tá', 'Trung tá']),
    soCanBo: random.int(3, 8),
    batDau: toMinute(startAt),
    ketThuc: toMinute(startAt + random.int(3, 8) * 60 * MINUTE_MS),
    tuyenDoan: route.filter((segment) => segment.roadRef === roadRef).map((segment) => segment.segmentId),
    hinhThuc: random.chance(0.8) ? 'Công khai' : 'Công khai kết hợp hóa trang',
    chuyenDe: hour > 18 ? 'Nồng độ cồn' : random.pick(['Tốc độ', 'Quá tải', 'Tổng hợp']),
    maDonVi: unit.code,
    maDonViTuNgay: unit.validFrom,
    capNhatLuc: toOffsetIso(toShiftUpdate(world, index)),
    ghiChu: SYNTHETIC_NOTE,
  };
  return isDefective(index) ? spoilShift(shift, index) : shift;
}

function toShiftSlot(world: World, index: number): number {
  const share = index / world.sizes.patrolShifts;
  const at = world.asOf + (FIRST_DAY + share * DAYS) * DAY_MS;
  return Math.floor(at / (30 * MINUTE_MS)) * 30 * MINUTE_MS;
}

function spoilShift(shift: RawPatrolShift, index: number): RawPatrolShift {
  return pickDefect<() => RawPatrolShift>(index, [
    () => ({ ...shift, batDau: shift.ketThuc, ketThuc: shift.batDau }),
    () => ({ ...shift, batDau: `31/02/2026 08:00` }),
  ])();
}
