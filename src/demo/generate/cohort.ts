import { createRandom, type Random } from './random.ts';

/** One place in the population pattern; the pattern repeats until everybody has one. */
export interface CohortSlot {
  /** Province of birth registration: first three digits of the personal id. */
  birthProvince: string;
  sex: 'male' | 'female';
  birthYear: number;
  /** Number of the household inside one repetition. */
  household: number;
  role: HouseholdRole;
  /** This slot's number among slots with the same id prefix, and how many of those there are. */
  ordinal: number;
  peers: number;
}

export type HouseholdRole = 'Chủ hộ' | 'Vợ' | 'Chồng' | 'Con' | 'Bố' | 'Mẹ';

export interface Cohort {
  slots: readonly CohortSlot[];
  households: number;
}

type Member = Pick<CohortSlot, 'birthProvince' | 'sex' | 'birthYear' | 'role'>;

const SLOTS = 2_000;
const LATEST_BIRTH_YEAR = 2025;

/**
 * Households of one to six people whose ages fit their roles. Identifiers are unique by construction:
 * slots that share the first six digits draw their serial numbers from disjoint series.
 */
export function createCohort(seed: number): Cohort {
  const members: (Member & { household: number })[] = [];
  let households = 0;
  for (; members.length < SLOTS; households++) {
    const random = createRandom(seed, 'household-pattern', households);
    for (const member of drawHousehold(random)) members.push({ ...member, household: households });
  }
  members.length = SLOTS;
  const peers = new Map<string, number>();
  const numbered = members.map((member) => {
    const ordinal = peers.get(toIdPrefix(member)) ?? 0;
    peers.set(toIdPrefix(member), ordinal + 1);
    return { ...member, ordinal };
  });
  return { households, slots: numbered.map((slot) => ({ ...slot, peers: peers.get(toIdPrefix(slot))! })) };
}

/** PPP G YY (Decree 137/2015/NĐ-CP Art. 13): province, century with sex, year of birth. */
export function toIdPrefix(person: Pick<CohortSlot, 'birthProvince' | 'sex' | 'birthYear'>): string {
  const century = Math.floor(person.birthYear / 100) - 19;
  const digit = century * 2 + (person.sex === 'male' ? 0 : 1);
  return `${person.birthProvince}${digit}${String(person.birthYear % 100).padStart(2, '0')}`;
}

function drawHousehold(random: Random): Member[] {
  const headYear = random.int(1950, 1998);
  const headIsMale = random.chance(0.62);
  const members = [drawMember(random, 'Chủ hộ', headIsMale ? 'male' : 'female', headYear)];
  const married = random.chance(0.8);
  if (married)
    members.push(
      drawMember(
        random,
        headIsMale ? 'Vợ' : 'Chồng',
        headIsMale ? 'female' : 'male',
        headYear + random.int(-6, 6),
      ),
    );
  const children = married ? random.pick([0, 1, 1, 2, 2, 2, 3]) : random.pick([0, 0, 0, 1]);
  for (let n = 0; n < children; n++) {
    const year = Math.min(headYear + random.int(22, 36), LATEST_BIRTH_YEAR);
    members.push(drawMember(random, 'Con', random.chance(0.52) ? 'male' : 'female', year));
  }
  if (headYear > 1968 && random.chance(0.2)) {
    const isFather = random.chance(0.4);
    members.push(
      drawMember(random, isFather ? 'Bố' : 'Mẹ', isFather ? 'male' : 'female', headYear - random.int(20, 32)),
    );
  }
  return members;
}

function drawMember(random: Random, role: HouseholdRole, sex: CohortSlot['sex'], birthYear: number): Member {
  return { role, sex, birthYear, birthProvince: drawBirthProvince(random) };
}

/** Bắc Ninh 027 and Bắc Giang 024 as before the merger; a few were registered elsewhere. */
function drawBirthProvince(random: Random): string {
  const draw = random.next();
  if (draw < 0.42) return '027';
  if (draw < 0.93) return '024';
  return random.pick(['001', '030', '031', '033', '034', '036', '038', '019', '020', '022']);
}
