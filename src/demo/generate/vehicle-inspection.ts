import type { Random } from './random.ts';
import type { VehicleModel } from './vehicle-model.ts';
import { DAY_MS, toDay } from './vietnam-time.ts';
import type { World } from './world.ts';

export interface RawInspection {
  soGiayChungNhan: string;
  soTem: string;
  maTrungTam: string;
  ngayKiemDinh: string;
  hanKiemDinh: string;
  ketQua: 'Đạt';
}

const YEAR_MS = 365.25 * DAY_MS;
/** Of the vehicles that must be inspected; they are a third of the fleet, so about 6 % of all are overdue. */
const OVERDUE_SHARE = 0.19;

/**
 * Last inspection, with the cycle of Circular 47/2024/TT-BGTVT for its kind and age; null for motorcycles,
 * which have no periodic inspection.
 */
export function generateInspection(
  world: World,
  model: VehicleModel,
  registeredAt: number,
  number: string,
  random: Random,
): RawInspection | null {
  if (model.nhom === 'Mô tô') return null;
  const isOverdue = random.chance(OVERDUE_SHARE);
  const centre = random.pick(['9901D', '9902D', '9903D', '9801D', '9802D', '9803D']);
  // Overdue by a day to half a year, more often by little; otherwise somewhere inside the cycle.
  const wantedEnd = isOverdue
    ? world.asOf - Math.ceil(random.next() ** 2 * 180) * DAY_MS
    : world.asOf + random.int(1, 170) * DAY_MS;
  const months = toCycleMonths(model, (wantedEnd - registeredAt) / YEAR_MS);
  const inspectedAt = Math.max(wantedEnd - Math.round(months * 30.44) * DAY_MS, registeredAt);
  return {
    soGiayChungNhan: `KD${number}`,
    soTem: `T${number}`,
    maTrungTam: centre,
    ngayKiemDinh: toDay(inspectedAt),
    hanKiemDinh: toDay(Math.max(wantedEnd, inspectedAt + DAY_MS)),
    ketQua: 'Đạt',
  };
}

function toCycleMonths(model: VehicleModel, ageYears: number): number {
  if (model.loaiXe === 'Ô tô con' && model.mucDich !== 'Kinh doanh vận tải') {
    if (ageYears <= 3) return 36;
    return ageYears <= 7 ? 24 : ageYears <= 20 ? 12 : 6;
  }
  if (model.loaiXe === 'Ô tô con') return ageYears <= 2 ? 24 : ageYears <= 5 ? 12 : 6;
  return ageYears <= 7 ? 12 : 6;
}
