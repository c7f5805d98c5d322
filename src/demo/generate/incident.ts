import { toPointOn } from './drawn-line.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { createRandom } from './random.ts';
import { toKilometrePost } from './road-segment.ts';
import { toOffsetIso } from './vietnam-time.ts';
import type { World } from './world.ts';

/** A situation as the traffic centre announces it; the same `maSuCo` comes again with a higher `phienBan`. */
export interface RawIncident {
  maSuCo: string;
  phienBan: number;
  loai: string;
  mucDo: string;
  trangThai: 'Đang diễn ra' | 'Đã kết thúc';
  batDau: string;
  ketThuc: string | null;
  taoLuc: string;
  capNhatLuc: string;
  maDoan: string;
  lyTrinh: string;
  kinhDo: number;
  viDo: number;
  maDonVi: string;
  maDonViTuNgay: string;
  moTa: string;
  nguon: string;
}

const KINDS: readonly (readonly [loai: string, moTa: string, mucDo: readonly string[]])[] = [
  ['Tai nạn', 'Va chạm giữa hai phương tiện, một làn bị chắn', ['Cao nhất', 'Cao', 'Trung bình']],
  ['Phương tiện gây cản trở', 'Xe tải chết máy trên làn ngoài', ['Trung bình', 'Thấp']],
  ['Chướng ngại vật', 'Vật rơi trên mặt đường', ['Trung bình', 'Thấp']],
  ['Ùn tắc', 'Dòng xe di chuyển chậm, kéo dài', ['Cao', 'Trung bình']],
  ['Thi công', 'Sửa chữa mặt đường, thu hẹp làn', ['Trung bình', 'Thấp']],
  ['Thời tiết', 'Đường ngập do mưa lớn', ['Cao', 'Trung bình']],
  ['Thiết bị hỏng', 'Đèn tín hiệu không hoạt động', ['Trung bình', 'Thấp']],
];

/** First version of situation `number` that began at `at`. `run` keeps ids apart between starts of the centre. */
export function generateIncident(world: World, run: string, number: number, at: number): RawIncident {
  const random = createRandom(world.seed, `incident-${run}`, number);
  const segment = random.pick(world.roads.main);
  const share = random.next();
  const [kinhDo, viDo] = toPointOn(segment.line, share);
  const [loai, moTa, severities] = random.pick(KINDS);
  const unit = world.units.find(segment.communeCode);
  return {
    maSuCo: `SC-${run}-${String(number).padStart(5, '0')}`,
    phienBan: 1,
    loai,
    mucDo: random.pick(severities),
    trangThai: 'Đang diễn ra',
    batDau: toOffsetIso(at),
    ketThuc: null,
    taoLuc: toOffsetIso(at),
    capNhatLuc: toOffsetIso(at),
    maDoan: segment.segmentId,
    lyTrinh: toKilometrePost(segment.fromKm + share * (segment.toKm - segment.fromKm)),
    kinhDo,
    viDo,
    maDonVi: unit.code,
    maDonViTuNgay: unit.validFrom,
    moTa: `${moTa}, ${segment.roadRef} (${SYNTHETIC_NOTE})`,
    nguon: random.pick(['Camera', 'Cảnh sát giao thông', 'Người dân', 'Đơn vị quản lý đường']),
  };
}

/** The situation's next version: still going on, or cleared. */
export function toNextVersion(incident: RawIncident, at: number, isCleared: boolean): RawIncident {
  return {
    ...incident,
    phienBan: incident.phienBan + 1,
    capNhatLuc: toOffsetIso(at),
    ...(isCleared
      ? { trangThai: 'Đã kết thúc', ketThuc: toOffsetIso(at), mucDo: 'Không ảnh hưởng' }
      : { moTa: `${incident.moTa}. Đang xử lý` }),
  };
}
