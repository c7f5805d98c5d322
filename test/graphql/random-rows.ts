import { createRandom } from '../model/random.ts';
import type { SampleRecord } from '../store/sample.ts';

type Random = ReturnType<typeof createRandom>;

/** Spellings that a search must find or tell apart: case, accents, đ, decomposed, the signs of LIKE. */
export const titles = [
  'Phường Vũ Ninh',
  'phuong vu ninh',
  'PHƯỜNG VŨ NINH',
  'Phường Vũ Ninh'.normalize('NFD'),
  'Đường Đấu Mã',
  'duong dau ma',
  'Ngã tư Cầu Gồ',
  '50%_\\ giảm',
  '',
  ' ',
  "O'Brien",
] as const;

export const instants = [
  '2026-11-23T17:00:00.000Z',
  '2026-11-24T00:30:00.125Z',
  '2025-07-01T00:00:00.000Z',
] as const;
export const days = ['2024-02-29', '2025-06-30', '2025-07-01', '2026-11-24'] as const;

/** Few different values, so that ties are many; a quarter is nothing. */
export function randomRows(seed: number, count: number): SampleRecord[] {
  const random = createRandom(seed);
  const maybe = <T>(value: T): T | null => (random.next() < 0.25 ? null : value);
  return Array.from({ length: count }, (_, index) => ({
    id: `${random.pick(['a', 'B', 'đ'])}${String(index).padStart(3, '0')}`,
    title: maybe(random.pick(titles)),
    parentId: maybe(random.pick(['p1', 'p2', 'p3'])),
    amount: maybe(random.integer(-2, 2)),
    ratio: maybe(random.pick([-0.5, 0, 0.1, 1e9])),
    flag: maybe(random.next() < 0.5),
    day: maybe(random.pick(days)),
    happenedAt: maybe(random.pick(instants)),
    details: null,
  }));
}

export type { Random };
