import type { TrafficIncidentRecord } from '../../model/traffic-incident.record.ts';
import { type Row, values } from '../../sdk/index.ts';

const readType = values.code({
  'Tai nạn': 'ACCIDENT',
  'Phương tiện gây cản trở': 'VEHICLE_OBSTRUCTION',
  'Chướng ngại vật': 'GENERAL_OBSTRUCTION',
  'Ùn tắc': 'ABNORMAL_TRAFFIC',
  'Thi công': 'MAINTENANCE_WORKS',
  'Thời tiết': 'WEATHER_RELATED_ROAD_CONDITIONS',
  'Thiết bị hỏng': 'EQUIPMENT_FAULT',
} as const);
const readSeverity = values.code({
  'Cao nhất': 'HIGHEST',
  Cao: 'HIGH',
  'Trung bình': 'MEDIUM',
  Thấp: 'LOW',
  'Không ảnh hưởng': 'NONE',
} as const);
/** A situation that is over is no longer active: its times say when it was (DATEX II validityStatus). */
const readValidity = values.code({
  'Đang diễn ra': 'ACTIVE',
  'Đã kết thúc': 'DEFINED_BY_VALIDITY_TIME_SPEC',
} as const);
const readSource = values.code({
  Camera: 'SENSOR',
  'Cảnh sát giao thông': 'POLICE',
  'Người dân': 'CITIZEN',
  'Đơn vị quản lý đường': 'ROAD_OPERATOR',
} as const);

/** Message on `…/su-co/…` → trafficIncident. */
export function mapTrafficIncident(raw: Row): Row {
  return {
    id: values.text(raw.maSuCo),
    version: values.integer(raw.phienBan),
    situationRecordType: readType(raw.loai),
    overallSeverity: readSeverity(raw.mucDo),
    probabilityOfOccurrence: 'CERTAIN',
    validityStatus: readValidity(raw.trangThai),
    overallStartTime: values.instant(raw.batDau),
    overallEndTime: values.instant(raw.ketThuc),
    situationRecordCreationTime: values.instant(raw.taoLuc),
    situationRecordVersionTime: values.instant(raw.capNhatLuc),
    refRoadSegment: values.text(raw.maDoan),
    kilometrePost: values.text(raw.lyTrinh),
    locationLon: values.decimal(raw.kinhDo),
    locationLat: values.decimal(raw.viDo),
    unitCode: values.text(raw.maDonVi),
    unitValidFrom: values.civilDate(raw.maDonViTuNgay),
    descriptionVi: values.text(raw.moTa),
    sourceKind: readSource(raw.nguon),
  } satisfies Partial<Record<keyof TrafficIncidentRecord, unknown>>;
}
