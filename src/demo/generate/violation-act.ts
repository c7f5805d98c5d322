import type { Random } from './random.ts';

/** A punishable act as the traffic police enter it: what was measured decides the code, the code the fine. */
export interface ViolationAct {
  /** Decree 168/2024/NĐ-CP: article, clause, point. */
  code: string;
  /** Fine in million VND for a person, points, months of suspension. */
  fine: readonly [min: number, max: number];
  points: number | null;
  suspension: readonly [min: number, max: number] | null;
  measure: Measure | null;
  methods: readonly Method[];
  /** How often it occurs, against the others. */
  weight: number;
}

export type Method = 'Tuần tra' | 'Camera cố định' | 'Máy đo tốc độ' | 'Người dân phản ánh';

type Measure =
  | { kind: 'Tốc độ'; over: readonly [min: number, max: number] }
  | { kind: 'Nồng độ cồn khí thở'; value: readonly [min: number, max: number] };

const SPEED_METHODS = ['Camera cố định', 'Máy đo tốc độ'] as const;
const CAMERA_METHODS = ['Camera cố định', 'Tuần tra', 'Người dân phản ánh'] as const;
const PATROL = ['Tuần tra'] as const;

/** Drivers of cars, lorries and buses (Art. 6). */
export const CAR_ACTS: readonly ViolationAct[] = [
  speeding('6', '3', 'a', [0.8, 1], null, [5, 9], 14),
  speeding('6', '5', 'đ', [4, 6], 2, [10, 20], 18),
  speeding('6', '6', 'a', [6, 8], 4, [21, 35], 8),
  speeding('6', '7', 'a', [12, 14], 6, [36, 60], 2),
  act('6', '9', 'b', [18, 20], 4, CAMERA_METHODS, 12),
  act('6', '5', 'h', [4, 6], 4, CAMERA_METHODS, 6),
  act('6', '3', 'k', [0.8, 1], null, CAMERA_METHODS, 9),
  alcohol('6', '6', 'c', [6, 8], 4, null, [0.01, 0.25], 6),
  alcohol('6', '9', 'a', [18, 20], 10, null, [0.26, 0.4], 3),
  alcohol('6', '11', 'a', [30, 40], null, [22, 24], [0.41, 0.9], 1),
];

/** Riders of motorcycles and mopeds (Art. 7). */
export const MOTORCYCLE_ACTS: readonly ViolationAct[] = [
  speeding('7', '2', 'b', [0.4, 0.6], null, [5, 9], 10),
  speeding('7', '4', 'a', [0.8, 1], null, [10, 20], 12),
  speeding('7', '8', 'a', [6, 8], 4, [21, 45], 3),
  act('7', '7', 'c', [4, 6], 4, CAMERA_METHODS, 12),
  act('7', '4', 'đ', [0.8, 1], 4, CAMERA_METHODS, 5),
  act('7', '2', 'h', [0.4, 0.6], null, CAMERA_METHODS, 22),
  alcohol('7', '6', 'a', [2, 3], 4, null, [0.01, 0.25], 9),
  alcohol('7', '8', 'b', [6, 8], 10, null, [0.26, 0.4], 4),
  alcohol('7', '9', 'd', [8, 10], null, [22, 24], [0.41, 0.9], 2),
];

export function drawAct(acts: readonly ViolationAct[], random: Random): ViolationAct {
  let draw = random.next() * acts.reduce((sum, { weight }) => sum + weight, 0);
  for (const candidate of acts) {
    draw -= candidate.weight;
    if (draw < 0) return candidate;
  }
  return acts[0]!;
}

function act(
  article: string,
  clause: string,
  point: string,
  fine: ViolationAct['fine'],
  points: number | null,
  methods: readonly Method[],
  weight: number,
): ViolationAct {
  const code = `ND168-2024.D${article}.K${clause}.${point}`;
  return { code, fine, points, suspension: null, measure: null, methods, weight };
}

/** `over`: km/h above the limit. */
function speeding(
  article: string,
  clause: string,
  point: string,
  fine: ViolationAct['fine'],
  points: number | null,
  over: readonly [number, number],
  weight: number,
): ViolationAct {
  const base = act(article, clause, point, fine, points, SPEED_METHODS, weight);
  return { ...base, measure: { kind: 'Tốc độ', over } };
}

/** `value`: mg per litre of breath. */
function alcohol(
  article: string,
  clause: string,
  point: string,
  fine: ViolationAct['fine'],
  points: number | null,
  suspension: ViolationAct['suspension'],
  value: readonly [number, number],
  weight: number,
): ViolationAct {
  const base = act(article, clause, point, fine, points, PATROL, weight);
  return { ...base, suspension, measure: { kind: 'Nồng độ cồn khí thở', value } };
}
