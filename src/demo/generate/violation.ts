import { isDefective, pickDefect } from './defect.ts';
import { toPointOn } from './drawn-line.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { createRandom, type Random } from './random.ts';
import type { Segment } from './road-network.ts';
import { toKilometrePost, toSegmentTraits } from './road-segment.ts';
import { drawVehicleIndex, toVehiclePlate, type VehiclePlate } from './vehicle.ts';
import { DAY_MS, fromIsoDay, MINUTE_MS, toDay, toIsoDay, toMinute, toOffsetIso } from './vietnam-time.ts';
import { CAR_ACTS, drawAct, type Method, MOTORCYCLE_ACTS, type ViolationAct } from './violation-act.ts';
import type { World } from './world.ts';

/** A violation as the traffic police's interface answers it. Money in VND. */
export interface RawViolation {
  maViPham: string;
  soBienBan: string | null;
  soQuyetDinh: string | null;
  maHanhVi: string;
  thoiGianViPham: string;
  thoiGianPhatHien: string;
  tuyen: string;
  maDoan: string;
  lyTrinh: string;
  kinhDo: number;
  viDo: number;
  maDonVi: string;
  maDonViTuNgay: string;
  phuongThuc: Method;
  phuongTien: VehiclePlate;
  ketQuaDo: RawMeasurement | null;
  mucPhat: number;
  diemTru: number | null;
  tuocGiayPhepThang: number | null;
  trangThai: string;
  capNhatLuc: string;
  ghiChu: string;
}

export interface RawMeasurement {
  loai: 'Tốc độ' | 'Nồng độ cồn khí thở';
  giaTri: number;
  gioiHan: number;
  donVi: 'km/h' | 'mg/l';
  maThietBi: string;
  hanKiemDinhThietBi: string;
}

const HISTORY_DAYS = 600;
/** Acts before this day were judged by another decree (168/2024/NĐ-CP Art. 53). */
const DECREE_IN_FORCE = fromIsoDay('2025-01-01');
const FOLLOW_UP_DAYS = 30;
/** QL18 carries the province's industry; a quarter of the violations are found on it. */
const BUSY_ROAD = 'QL18';

/** Base violations are numbered by time; each was last updated up to a month after it was found. */
export function toViolationUpdate(world: World, index: number): number {
  const slot = toSlot(world, index);
  return Math.floor(slot + Math.min(FOLLOW_UP_DAYS * DAY_MS, (world.asOf - slot) / 2));
}

/**
 * Violation `index` of the history, or a later one when the times of its changes are given: the first is
 * its detection, after a second the fine is paid.
 */
export function generateViolation(
  world: World,
  index: number,
  changes: readonly number[] = [],
): RawViolation {
  const random = createRandom(world.seed, 'violation', index);
  const isNew = index >= world.sizes.violations;
  const detectedAt = isNew
    ? changes[0]!
    : toSlot(world, index) - 2 * 60 * MINUTE_MS - random.int(0, 1_320) * MINUTE_MS;
  const updatedAt = changes.at(-1) ?? toViolationUpdate(world, index);
  const vehicle = drawVehicle(world, random);
  const act = drawAct(vehicle.nhom === 'Mô tô' ? MOTORCYCLE_ACTS : CAR_ACTS, random);
  const method = random.pick(act.methods);
  const segment = drawSegment(world, random);
  const share = random.next();
  const [kinhDo, viDo] = toPointOn(segment.line, share);
  const present = world.units.find(segment.communeCode);
  const unit = world.units.asWrittenOn(present, toIsoDay(detectedAt), random.next());
  const delay = method === 'Tuần tra' || method === 'Máy đo tốc độ' ? 0 : random.int(0, 30);
  const isPaid = changes.length > (isNew ? 1 : 0);
  const state = isPaid ? 'Đã nộp phạt' : toState(method, (updatedAt - detectedAt) / DAY_MS, random);
  const number = String(index).padStart(8, '0');
  const violation: RawViolation = {
    maViPham: `VP-${number}`,
    soBienBan: STATES_WITH_RECORD.has(state) ? `BB-${number}` : null,
    soQuyetDinh: STATES_WITH_DECISION.has(state) ? `QD-${number}` : null,
    maHanhVi: act.code,
    thoiGianViPham: toMinute(detectedAt - delay * MINUTE_MS),
    thoiGianPhatHien: toMinute(detectedAt),
    tuyen: segment.roadRef,
    maDoan: segment.segmentId,
    lyTrinh: toKilometrePost(segment.fromKm + share * (segment.toKm - segment.fromKm)),
    kinhDo,
    viDo,
    maDonVi: unit.code,
    maDonViTuNgay: unit.validFrom,
    phuongThuc: method,
    phuongTien: vehicle,
    ketQuaDo: drawMeasurement(act, toSegmentTraits(world, segment).speedLimit, detectedAt, random),
    mucPhat: ((act.fine[0] + act.fine[1]) / 2) * 1_000_000,
    diemTru: act.points,
    tuocGiayPhepThang: act.suspension ? random.int(...act.suspension) : null,
    trangThai: state,
    capNhatLuc: toOffsetIso(updatedAt),
    ghiChu: SYNTHETIC_NOTE,
  };
  return isDefective(index) ? spoilViolation(violation, index) : violation;
}

/** Evenly spread over the history, in the order of their numbers. */
function toSlot(world: World, index: number): number {
  const start = Math.max(world.asOf - HISTORY_DAYS * DAY_MS, DECREE_IN_FORCE + 2 * DAY_MS);
  return start + (world.asOf - start) * (index / world.sizes.violations);
}

function drawVehicle(world: World, random: Random): VehiclePlate {
  for (;;) {
    // The cube makes some vehicles come back again and again, as some drivers do.
    const usual = Math.floor(random.next() ** 3 * world.sizes.vehicles);
    const index = random.chance(0.5) || isDefective(usual) ? drawVehicleIndex(world, random) : usual;
    const plate = toVehiclePlate(world, index);
    if (plate.nhom !== 'Rơ moóc') return plate;
  }
}

function drawSegment({ roads }: World, random: Random): Segment {
  return random.pick(random.chance(0.2) ? roads.onRoad(BUSY_ROAD) : roads.main);
}

function drawMeasurement(
  act: ViolationAct,
  speedLimit: number,
  at: number,
  random: Random,
): RawMeasurement | null {
  if (!act.measure) return null;
  const device = {
    maThietBi: `TB-${String(random.int(1, 80)).padStart(3, '0')}`,
    hanKiemDinhThietBi: toDay(at + random.int(20, 330) * DAY_MS),
  };
  if (act.measure.kind === 'Tốc độ') {
    const giaTri = speedLimit + random.int(...act.measure.over);
    return { loai: 'Tốc độ', giaTri, gioiHan: speedLimit, donVi: 'km/h', ...device };
  }
  const [min, max] = act.measure.value;
  const giaTri = random.int(Math.round(min * 1_000), Math.round(max * 1_000)) / 1_000;
  return { loai: 'Nồng độ cồn khí thở', giaTri, gioiHan: 0, donVi: 'mg/l', ...device };
}

const STATES_WITH_RECORD = new Set(['Đã lập biên bản', 'Đã ra quyết định', 'Đã nộp phạt', 'Đang khiếu nại']);
const STATES_WITH_DECISION = new Set(['Đã ra quyết định', 'Đã nộp phạt', 'Đang khiếu nại']);

/** Stopped drivers get their record at once; owners of filmed vehicles first a notice (Circular 73/2024 Art. 24). */
function toState(method: Method, days: number, random: Random): string {
  const slow = method === 'Tuần tra' ? 0 : 10;
  if (slow > 0 && days < 2) return 'Đã phát hiện';
  if (slow > 0 && days < 8) return 'Đã gửi thông báo';
  if (slow > 0 && days < 14) return random.chance(0.5) ? 'Chủ xe đã phản hồi' : 'Đã gửi thông báo';
  if (days < slow + 5) return 'Đã lập biên bản';
  if (days < slow + 12) return 'Đã ra quyết định';
  return random.chance(0.8) ? 'Đã nộp phạt' : random.pick(['Đã ra quyết định', 'Đang khiếu nại']);
}

function spoilViolation(violation: RawViolation, index: number): RawViolation {
  return pickDefect<() => RawViolation>(index, [
    () => ({ ...violation, maHanhVi: 'ND168-2024.D6.K99.z' }),
    () => ({ ...violation, thoiGianViPham: '31/02/2026 08:15' }),
    () => ({ ...violation, mucPhat: violation.mucPhat * 100 }),
  ])();
}
