import type { PatrolShiftRecord } from '../../model/patrol-shift.record.ts';
import { type Row, values } from '../../sdk/index.ts';

const readMode = values.code({
  'Công khai': 'OPEN',
  'Công khai kết hợp hóa trang': 'COMBINED_PLAINCLOTHES',
} as const);
const readActivity = values.code({
  'Tốc độ': 'SPEED',
  'Nồng độ cồn': 'ALCOHOL',
  'Quá tải': 'OVERLOAD',
  'Tổng hợp': 'GENERAL',
} as const);

/** `/v1/ca-tuan-tra` → patrolShift. */
export function mapPatrolShift(raw: Row): Row {
  return {
    id: values.text(raw.maCa),
    planNumber: values.text(raw.soKeHoach),
    teamCode: values.text(raw.maTo),
    leaderRank: values.text(raw.capBacToTruong),
    memberCount: values.integer(raw.soCanBo),
    startAt: values.instant(raw.batDau),
    endAt: values.instant(raw.ketThuc),
    routeSegments: raw.tuyenDoan,
    mode: readMode(raw.hinhThuc),
    activity: readActivity(raw.chuyenDe),
    unitCode: values.text(raw.maDonVi),
    unitValidFrom: values.civilDate(raw.maDonViTuNgay),
    sourceUpdatedAt: values.instant(raw.capNhatLuc),
  } satisfies Partial<Record<keyof PatrolShiftRecord, unknown>>;
}
