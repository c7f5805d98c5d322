import { vehicleTypes } from '../../model/code-lists/index.ts';
import { toPlateKey } from '../../model/plate-key.ts';
import type { TrafficAccidentRecord } from '../../model/traffic-accident.record.ts';
import { type Row, values } from '../../sdk/index.ts';
import { readStartOfDay } from './road-segment.map.ts';
import { readPlateColour, readVehicleType } from './vehicle.map.ts';

const readSeverity = values.code({
  'Đặc biệt nghiêm trọng': 'EXTREMELY_SERIOUS',
  'Rất nghiêm trọng': 'VERY_SERIOUS',
  'Nghiêm trọng': 'SERIOUS',
  'Ít nghiêm trọng': 'LESS_SERIOUS',
  'Va chạm': 'COLLISION',
} as const);
const readCollision = values.code({
  'Đối đầu': 'HEAD_ON',
  'Đâm phía sau': 'REAR',
  'Đâm ngang': 'SIDE',
  'Tự gây tai nạn': 'SINGLE_VEHICLE',
} as const);
const readCause = values.code({
  'Quá tốc độ': 'EXCEEDING_SPEED_LIMITS',
  'Nồng độ cồn': 'EXCESS_ALCOHOL',
  'Sai làn đường': 'WRONG_LANE_OR_DIRECTION',
  'Không nhường đường': 'FAILURE_TO_GIVE_WAY',
  'Mất tập trung': 'DISTRACTION',
  'Đang điều tra': 'UNKNOWN',
} as const);
const readVehicleRole = values.code({ 'Gây tai nạn': 'AT_FAULT', 'Liên quan': 'INVOLVED' } as const);
const readRole = values.code({
  'Lái xe': 'DRIVER',
  'Người được chở': 'PASSENGER',
  'Người đi bộ': 'PEDESTRIAN',
} as const);
const readInjury = values.code({
  'Tử vong': 'DEAD',
  'Bị thương nặng': 'SERIOUSLY_INJURED',
  'Bị thương nhẹ': 'SLIGHTLY_INJURED',
} as const);
const readAgeBand = values.code({
  '0-5': 'AGE_0_5',
  '6-15': 'AGE_6_15',
  '16-17': 'AGE_16_17',
  '18-24': 'AGE_18_24',
  '25-34': 'AGE_25_34',
  '35-44': 'AGE_35_44',
  '45-54': 'AGE_45_54',
  '55-64': 'AGE_55_64',
  '65+': 'AGE_65_PLUS',
} as const);
const readSex = values.code({ Nam: 'MALE', Nữ: 'FEMALE' } as const);
const readWeather = values.code({ 'Khô ráo': 'CLEAR', Mưa: 'RAIN' } as const);
const readLighting = values.code({
  'Ban ngày': 'DAYLIGHT',
  'Đêm, có đèn': 'DARK_LIT',
  'Đêm, không đèn': 'DARK_UNLIT',
} as const);
const readSurface = values.code({ Khô: 'DRY', Ướt: 'WET' } as const);

/** Line of `accidents-*.csv` → trafficAccident. The class is computed by the record; the written one is kept. */
export function mapTrafficAccident(raw: Row): Row {
  return {
    id: values.text(raw.ma_vu),
    occurredAt: values.instant(raw.thoi_gian_xay_ra),
    reportedAt: values.instant(raw.thoi_gian_bao),
    locationLon: values.decimal(raw.kinh_do),
    locationLat: values.decimal(raw.vi_do),
    roadRef: values.text(raw.so_hieu_duong),
    refRoadSegment: values.text(raw.ma_doan),
    kilometrePost: values.text(raw.ly_trinh),
    unitCode: values.text(raw.ma_don_vi),
    unitValidFrom: values.civilDate(raw.ma_don_vi_tu_ngay),
    declaredSeverity: readSeverity(raw.muc_do),
    deathsAtScene: values.integer(raw.chet_tai_cho),
    deathsWithin24h: values.integer(raw.chet_trong_24h),
    deathsWithin30days: values.integer(raw.chet_trong_30_ngay),
    injuredCount: values.integer(raw.so_bi_thuong),
    injuryPercentTotal: values.decimal(raw.tong_ty_le_thuong_tat),
    injuryPercentMax: values.decimal(raw.ty_le_thuong_tat_cao_nhat),
    damageVnd: values.integer(raw.thiet_hai),
    collisionType: readCollision(raw.kieu_va_cham),
    cause: readCause(raw.nguyen_nhan),
    vehicles: splitList(raw.phuong_tien).map(readVehicle),
    casualties: splitList(raw.nan_nhan).map(readCasualty),
    declaredVehicleCount: values.integer(raw.so_phuong_tien),
    declaredCasualtyCount: values.integer(raw.so_thuong_vong),
    weather: readWeather(raw.thoi_tiet),
    lighting: readLighting(raw.anh_sang),
    roadSurface: readSurface(raw.mat_duong),
    sourceUpdatedAt: readStartOfDay(raw.ngay_cap_nhat),
  } satisfies Partial<Record<keyof TrafficAccidentRecord, unknown>>;
}

/** `a/b|c/d` → [[a, b], [c, d]]. */
function splitList(value: unknown): string[][] {
  const written = values.text(value);
  return written === null ? [] : written.split('|').map((entry) => entry.split('/'));
}

function readVehicle([plate, colour, type, role]: string[]): Row {
  const vehicleType = readVehicleType(type) ?? 'OTHER';
  return {
    vehicleRef: toPlateKey(
      plate ?? '',
      vehicleTypes.find(vehicleType)!.group,
      readPlateColour(colour) ?? 'OTHER',
    ),
    vehicleType,
    role: readVehicleRole(role),
  };
}

function readCasualty([role, severity, age, sex]: string[]): Row {
  return {
    role: readRole(role),
    severity: readInjury(severity),
    ageBand: readAgeBand(age),
    sex: readSex(sex),
  };
}
