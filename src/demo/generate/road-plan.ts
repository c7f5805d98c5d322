/** A road to be drawn: the communes it passes, in the direction of its kilometre posts. */
export interface RoadPlan {
  /** Official number, e.g. `QL18`, `ĐT.295B`. */
  ref: string;
  name: string;
  /** Class as the road inventory writes it. */
  class: 'Cao tốc' | 'Quốc lộ' | 'Đường tỉnh';
  /** Kilometre post at the first commune. */
  fromKm: number;
  through: readonly string[];
}

/**
 * Numbers of real roads on DRAWN lines: no road geometry of the province with a usable licence is known, so
 * each line joins the middles of communes near the road's course. Every record says "vẽ tay".
 */
export const ROAD_PLANS: readonly RoadPlan[] = [
  {
    ref: 'CT.01',
    name: 'Cao tốc Hà Nội – Bắc Giang',
    class: 'Cao tốc',
    fromKm: 152,
    through: ['07399', '07375', '07432', '07696', '09253', '09325', '09340'],
  },
  {
    ref: 'QL1',
    name: 'Quốc lộ 1',
    class: 'Quốc lộ',
    fromKm: 90,
    through: ['07399', '07375', '07420', '07210'],
  },
  {
    ref: 'QL18',
    name: 'Quốc lộ 18',
    class: 'Quốc lộ',
    fromKm: 0,
    through: ['09193', '09187', '09169', '09265', '09247', '09301', '09292'],
  },
  {
    ref: 'QL17',
    name: 'Quốc lộ 17',
    class: 'Quốc lộ',
    fromKm: 20,
    through: [
      '09427',
      '09400',
      '09409',
      '09487',
      '09454',
      '09295',
      '09253',
      '07795',
      '07777',
      '07339',
      '07306',
      '07288',
      '07264',
      '07246',
    ],
  },
  {
    ref: 'QL31',
    name: 'Quốc lộ 31',
    class: 'Quốc lộ',
    fromKm: 0,
    through: ['07210', '07498', '07444', '07612', '07525', '07582', '07573', '07642', '07615', '07654'],
  },
  {
    ref: 'QL37',
    name: 'Quốc lộ 37',
    class: 'Quốc lộ',
    fromKm: 40,
    through: ['07519', '07444', '07462', '07399', '07381', '07330', '07339', '07774', '07840'],
  },
  {
    ref: 'QL38',
    name: 'Quốc lộ 38',
    class: 'Quốc lộ',
    fromKm: 0,
    through: ['09169', '09286', '09343', '09400', '09445'],
  },
  {
    ref: 'QL279',
    name: 'Quốc lộ 279',
    class: 'Quốc lộ',
    fromKm: 50,
    through: ['07642', '07573', '07537', '07534'],
  },
  {
    ref: 'ĐT.276',
    name: 'Đường tỉnh 276',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09319', '09349', '09427'],
  },
  {
    ref: 'ĐT.277',
    name: 'Đường tỉnh 277',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09367', '09370', '09238', '09193'],
  },
  {
    ref: 'ĐT.278',
    name: 'Đường tỉnh 278',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09286', '09265', '09253'],
  },
  {
    ref: 'ĐT.281',
    name: 'Đường tỉnh 281',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09445', '09430', '09529', '09496', '09499'],
  },
  {
    ref: 'ĐT.282B',
    name: 'Đường tỉnh 282B',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09400', '09487', '09454', '09475', '09466'],
  },
  {
    ref: 'ĐT.285',
    name: 'Đường tỉnh 285',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09469', '09454', '09496', '09523'],
  },
  {
    ref: 'ĐT.286',
    name: 'Đường tỉnh 286',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09187', '09208', '09205', '09202'],
  },
  {
    ref: 'ĐT.287',
    name: 'Đường tỉnh 287',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['09370', '09334', '09343', '09313', '09295'],
  },
  {
    ref: 'ĐT.292',
    name: 'Đường tỉnh 292',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07399', '07381', '07294', '07288'],
  },
  {
    ref: 'ĐT.293',
    name: 'Đường tỉnh 293',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07210', '07699', '07682', '07498', '07486', '07489', '07492', '07616'],
  },
  {
    ref: 'ĐT.295',
    name: 'Đường tỉnh 295',
    class: 'Đường tỉnh',
    fromKm: 30,
    through: ['07399', '07420', '07339', '07351', '07840', '07870', '09202'],
  },
  {
    ref: 'ĐT.295B',
    name: 'Đường tỉnh 295B',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07210', '07777', '07795', '09169', '09190', '09334', '09367'],
  },
  {
    ref: 'ĐT.296',
    name: 'Đường tỉnh 296',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07864', '07840', '07822'],
  },
  {
    ref: 'ĐT.298',
    name: 'Đường tỉnh 298',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07798', '07774', '07777'],
  },
  {
    ref: 'ĐT.299',
    name: 'Đường tỉnh 299',
    class: 'Đường tỉnh',
    fromKm: 0,
    through: ['07696', '07681', '07738', '07735'],
  },
];
