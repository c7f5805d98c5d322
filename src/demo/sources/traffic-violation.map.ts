import { toPlateKey } from '../../model/plate-key.ts';
import type { TrafficViolationRecord } from '../../model/traffic-violation.record.ts';
import { type Row, values } from '../../sdk/index.ts';
import { readPlateColour, readVehicleGroup } from './vehicle.map.ts';

const readMethod = values.code({
  'Tuần tra': 'PATROL',
  'Camera cố định': 'FIXED_CAMERA',
  'Máy đo tốc độ': 'MOBILE_SPEED_GUN',
  'Người dân phản ánh': 'CITIZEN_REPORT',
} as const);
const readState = values.code({
  'Đã phát hiện': 'DETECTED',
  'Đã gửi thông báo': 'NOTICE_SENT',
  'Chủ xe đã phản hồi': 'RESPONDED',
  'Đã lập biên bản': 'RECORD_MADE',
  'Đã ra quyết định': 'DECISION_ISSUED',
  'Đã nộp phạt': 'PAID',
  'Đang khiếu nại': 'APPEALED',
} as const);
const readMeasured = values.code({ 'Tốc độ': 'SPEED', 'Nồng độ cồn khí thở': 'BREATH_ALCOHOL' } as const);

/** `/v1/vi-pham` → trafficViolation. */
export function mapTrafficViolation(raw: Row): Row {
  const vehicle = raw.phuongTien as Row;
  const measured = raw.ketQuaDo as Row | null;
  return {
    id: values.text(raw.maViPham),
    recordNumber: values.text(raw.soBienBan),
    decisionNumber: values.text(raw.soQuyetDinh),
    violationCode: values.text(raw.maHanhVi),
    occurredAt: values.instant(raw.thoiGianViPham),
    detectedAt: values.instant(raw.thoiGianPhatHien),
    locationLon: values.decimal(raw.kinhDo),
    locationLat: values.decimal(raw.viDo),
    refRoadSegment: values.text(raw.maDoan),
    roadRef: values.text(raw.tuyen),
    kilometrePost: values.text(raw.lyTrinh),
    unitCode: values.text(raw.maDonVi),
    unitValidFrom: values.civilDate(raw.maDonViTuNgay),
    detectionMethod: readMethod(raw.phuongThuc),
    vehicleRef: toPlateKey(
      values.text(vehicle.bienSo) ?? '',
      readVehicleGroup(vehicle.nhom) ?? 'OTHER',
      readPlateColour(vehicle.mauBien) ?? 'OTHER',
    ),
    measurement: measured && {
      kind: readMeasured(measured.loai),
      value: values.decimal(measured.giaTri),
      unit: values.text(measured.donVi),
      limit: values.decimal(measured.gioiHan),
      deviceId: values.text(measured.maThietBi),
    },
    fineAmount: values.integer(raw.mucPhat),
    pointsDeducted: values.integer(raw.diemTru),
    suspensionMonths: values.integer(raw.tuocGiayPhepThang),
    state: readState(raw.trangThai),
    sourceUpdatedAt: values.instant(raw.capNhatLuc),
  } satisfies Partial<Record<keyof TrafficViolationRecord, unknown>>;
}
