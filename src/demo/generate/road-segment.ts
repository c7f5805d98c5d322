import { isDefective, pickDefect } from './defect.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { createRandom } from './random.ts';
import type { RoadClass, Segment } from './road-network.ts';
import { DAY_MS, toDay } from './vietnam-time.ts';
import type { World } from './world.ts';

/** What follows from a segment's class and place; others (speeding, flow) refer to it. */
export interface SegmentTraits {
  lanes: number;
  widthMetres: number;
  builtUp: boolean;
  /** Signed or legal limit for cars, km/h (Circular 38/2024/TT-BGTVT). */
  speedLimit: number;
  freeFlowSpeed: number;
}

/** One line of `road-segments-<date>.csv`, column by column, as text. */
export type RoadSegmentRow = Record<(typeof ROAD_SEGMENT_COLUMNS)[number], string>;

export const ROAD_SEGMENT_COLUMNS = [
  'ma_doan',
  'so_hieu',
  'ten_duong',
  'cap_duong',
  'ly_trinh_dau',
  'ly_trinh_cuoi',
  'kinh_do_dau',
  'vi_do_dau',
  'kinh_do_cuoi',
  'vi_do_cuoi',
  'hinh_tuyen',
  'so_lan',
  'be_rong',
  'toc_do_toi_da',
  'toc_do_thong_thoang',
  'tinh_trang',
  'mat_duong',
  'khu_dong_dan_cu',
  'don_vi_quan_ly',
  'ma_don_vi',
  'ma_don_vi_tu_ngay',
  'ngay_cap_nhat',
  'ghi_chu',
] as const;

const MANAGERS: Readonly<Record<RoadClass, string>> = {
  'Cao tốc': 'Cục Đường bộ Việt Nam',
  'Quốc lộ': 'Sở Xây dựng Bắc Ninh',
  'Đường tỉnh': 'Sở Xây dựng Bắc Ninh',
  'Đường xã': 'Ủy ban nhân dân cấp xã',
};

export function toSegmentTraits(world: World, segment: Segment): SegmentTraits {
  const random = createRandom(world.seed, 'segment', segment.index);
  const urban = world.units.isWard(segment.communeCode);
  switch (segment.roadClass) {
    case 'Cao tốc':
      return { lanes: 4, widthMetres: 33, builtUp: false, speedLimit: 100, freeFlowSpeed: 96 };
    case 'Quốc lộ': {
      const builtUp = urban && random.chance(0.6);
      const lanes = urban ? 4 : 2;
      const speedLimit = builtUp ? (lanes > 2 ? 60 : 50) : lanes > 2 ? 90 : 80;
      return { lanes, widthMetres: lanes * 3.5 + 4, builtUp, speedLimit, freeFlowSpeed: speedLimit - 5 };
    }
    case 'Đường tỉnh': {
      const builtUp = urban && random.chance(0.7);
      const speedLimit = builtUp ? 50 : 80;
      return { lanes: 2, widthMetres: 9.5, builtUp, speedLimit, freeFlowSpeed: speedLimit - 8 };
    }
    case 'Đường xã':
      return { lanes: 2, widthMetres: 5.5, builtUp: true, speedLimit: 50, freeFlowSpeed: 38 };
  }
}

/** Line `index` of the inventory: decimal commas, dd/mm/yyyy, kilometre posts. */
export function generateRoadSegment(world: World, index: number): RoadSegmentRow {
  const segment = world.roads.segments[index]!;
  const random = createRandom(world.seed, 'road-segment', index);
  const traits = toSegmentTraits(world, segment);
  const [start, end] = [segment.line[0]!, segment.line.at(-1)!];
  const unit = world.units.find(segment.communeCode);
  const row: RoadSegmentRow = {
    ma_doan: segment.segmentId,
    so_hieu: segment.roadRef,
    ten_duong: segment.roadName,
    cap_duong: segment.roadClass,
    ly_trinh_dau: toKilometrePost(segment.fromKm),
    ly_trinh_cuoi: toKilometrePost(segment.toKm),
    kinh_do_dau: toComma(start[0]),
    vi_do_dau: toComma(start[1]),
    kinh_do_cuoi: toComma(end[0]),
    vi_do_cuoi: toComma(end[1]),
    hinh_tuyen: `LINESTRING (${segment.line.map((point) => point.join(' ')).join(', ')})`,
    so_lan: String(traits.lanes),
    be_rong: toComma(traits.widthMetres),
    toc_do_toi_da: String(traits.speedLimit),
    toc_do_thong_thoang: String(traits.freeFlowSpeed),
    tinh_trang: random.chance(0.96) ? 'Đang khai thác' : 'Hạn chế',
    mat_duong: segment.roadClass === 'Đường xã' ? 'Bê tông xi măng' : 'Bê tông nhựa',
    khu_dong_dan_cu: traits.builtUp ? 'Có' : 'Không',
    don_vi_quan_ly: MANAGERS[segment.roadClass],
    ma_don_vi: unit.code,
    ma_don_vi_tu_ngay: unit.validFrom.split('-').reverse().join('/'),
    ngay_cap_nhat: toDay(world.asOf - random.int(1, 300) * DAY_MS),
    ghi_chu: `${SYNTHETIC_NOTE}; hình tuyến vẽ tay`,
  };
  return isDefective(index) ? spoilSegment(row, index) : row;
}

/** 12.3 → `Km 12+300`. */
export function toKilometrePost(km: number): string {
  const metres = Math.round(km * 1_000);
  return `Km ${Math.floor(metres / 1_000)}+${String(metres % 1_000).padStart(3, '0')}`;
}

/** 106.12345 → `106,12345`. */
export function toComma(value: number): string {
  return String(value).replace('.', ',');
}

function spoilSegment(row: RoadSegmentRow, index: number): RoadSegmentRow {
  return pickDefect<() => RoadSegmentRow>(index, [
    () => ({ ...row, ly_trinh_dau: row.ly_trinh_cuoi, ly_trinh_cuoi: row.ly_trinh_dau }),
    () => ({ ...row, ngay_cap_nhat: '31/02/2026' }),
    () => ({ ...row, toc_do_toi_da: 'năm mươi' }),
  ])();
}
