import type { Random } from './random.ts';

/** A person hurt: without name or id, as the register's export has it. */
export interface RawCasualty {
  role: 'Lái xe' | 'Người được chở' | 'Người đi bộ';
  status: 'Tử vong' | 'Bị thương nặng' | 'Bị thương nhẹ';
  age: string;
  sex: 'Nam' | 'Nữ';
  /** Injury percentage (Circular 22/2019/TT-BYT); for the dead 100 at the scene, 99 within 30 days. */
  percent: number;
}

const AGES = ['0-5', '6-15', '16-17', '18-24', '25-34', '35-44', '45-54', '55-64', '65+'] as const;
const GROWN_AGES = AGES.slice(3);

/** Nobody, or up to a few people per vehicle; about one casualty in eight dies. */
export function generateCasualties(random: Random, vehicles: number): RawCasualty[] {
  const count = random.pick([0, 0, 1, 1, 1, 2, 2, 3]);
  return Array.from({ length: count }, (_, n): RawCasualty => {
    const role = n < vehicles ? 'Lái xe' : random.chance(0.7) ? 'Người được chở' : 'Người đi bộ';
    const age = random.pick(role === 'Lái xe' ? GROWN_AGES : AGES);
    const sex = random.chance(0.66) ? 'Nam' : 'Nữ';
    if (random.chance(0.12))
      return { role, status: 'Tử vong', age, sex, percent: random.chance(0.6) ? 100 : 99 };
    const percent = Math.ceil(1 + 80 * random.next() ** 2);
    return { role, status: percent >= 31 ? 'Bị thương nặng' : 'Bị thương nhẹ', age, sex, percent };
  });
}
