import { parseKilometrePost } from '../../model/kilometre-post.ts';
import type { RoadSegmentRecord } from '../../model/road-segment.record.ts';
import { type Row, values } from '../../sdk/index.ts';
import { readLineString } from './wkt.ts';

const readRoadClass = values.code({
  'Cao tốc': 'EXPRESSWAY',
  'Quốc lộ': 'NATIONAL',
  'Đường tỉnh': 'PROVINCIAL',
  'Đường xã': 'COMMUNE',
} as const);
const readStatus = values.code({ 'Đang khai thác': 'OPEN', 'Hạn chế': 'LIMITED', Đóng: 'CLOSED' } as const);
const readSurface = values.code({ 'Bê tông nhựa': 'ASPHALT', 'Bê tông xi măng': 'CEMENT' } as const);

/** Line of `road-segments-*.csv` → roadSegment. */
export function mapRoadSegment(raw: Row): Row {
  return {
    id: values.text(raw.ma_doan),
    officialRef: values.text(raw.so_hieu),
    name: values.text(raw.ten_duong),
    roadClass: readRoadClass(raw.cap_duong),
    startKilometer: readKilometre(raw.ly_trinh_dau),
    endKilometer: readKilometre(raw.ly_trinh_cuoi),
    startPointLon: values.decimal(raw.kinh_do_dau),
    startPointLat: values.decimal(raw.vi_do_dau),
    endPointLon: values.decimal(raw.kinh_do_cuoi),
    endPointLat: values.decimal(raw.vi_do_cuoi),
    geometry: readLineString(raw.hinh_tuyen),
    totalLaneNumber: values.integer(raw.so_lan),
    width: values.decimal(raw.be_rong),
    maximumAllowedSpeed: values.integer(raw.toc_do_toi_da),
    freeFlowSpeed: values.decimal(raw.toc_do_thong_thoang),
    status: readStatus(raw.tinh_trang),
    surface: readSurface(raw.mat_duong),
    populatedArea: values.yesNo(raw.khu_dong_dan_cu),
    managedBy: values.text(raw.don_vi_quan_ly),
    unitCode: values.text(raw.ma_don_vi),
    unitValidFrom: values.civilDate(raw.ma_don_vi_tu_ngay),
    sourceUpdatedAt: readStartOfDay(raw.ngay_cap_nhat),
  } satisfies Partial<Record<keyof RoadSegmentRecord, unknown>>;
}

/** `Km 12+300` → 12.3. */
function readKilometre(value: unknown): number | null {
  const written = values.text(value);
  if (written === null) return null;
  const km = parseKilometrePost(written);
  if (km === undefined) throw new Error(`"${written}" is not a kilometre post (Km 12+300)`);
  return km;
}

/** A day of change counts from its first moment in Vietnam. */
export function readStartOfDay(value: unknown): string | null {
  const day = values.civilDate(value);
  return day === null ? null : values.instant(`${day}T00:00:00+07:00`);
}
