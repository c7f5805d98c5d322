import type { accidentQualityFlags, CodeOf } from './code-lists/index.ts';
import { defineRule } from './rule.ts';

export const REPORTED_AFTER_OCCURRED = defineRule({
  vi: 'Thời điểm báo tin không thể trước thời điểm xảy ra',
  en: 'An accident cannot be reported before it happened',
  law: 'Thông tư 26/2024/TT-BCA Điều 4',
});

export const DEATHS_ARE_CUMULATIVE = defineRule({
  vi: 'Số người chết tính cộng dồn: tại hiện trường ≤ trong 24 giờ ≤ trong 30 ngày',
  en: 'Deaths are cumulative: at the scene ≤ within 24 hours ≤ within 30 days',
  law: 'NGSI-LD RoadAccident.totalDeadPeopleWithin24Hours/Within30Days',
});

export const ONE_PERSON_WITHIN_TOTAL = defineRule({
  vi: 'Tỷ lệ thương tật cao nhất của một người không thể lớn hơn tổng tỷ lệ',
  en: 'One person’s injury percentage cannot exceed the sum',
  law: 'Thông tư 26/2024/TT-BCA Điều 5; Thông tư 22/2019/TT-BYT',
});

type DeathField = 'deathsAtScene' | 'deathsWithin24h' | 'deathsWithin30days';
const DEATH_FIELDS: readonly DeathField[] = ['deathsAtScene', 'deathsWithin24h', 'deathsWithin30days'];

/** The first count that is lower than an earlier one; unknown counts are passed over. */
export function findDescendingDeaths(deaths: Record<DeathField, number | null>): DeathField | undefined {
  let least = 0;
  for (const field of DEATH_FIELDS) {
    const known = deaths[field];
    if (known === null) continue;
    if (known < least) return field;
    least = known;
  }
  return undefined;
}

type Flag = CodeOf<typeof accidentQualityFlags>;

interface Judged {
  declaredSeverity: string | null;
  accidentSeverity: string | null;
  declaredVehicleCount: number | null;
  declaredCasualtyCount: number | null;
  vehicles: readonly unknown[];
  casualties: readonly { severity: string }[];
  locationLon: number | null;
  qualityFlags: readonly Flag[];
}

/** The source's flags and those that the record's own figures prove. */
export function addQualityFlags(accident: Judged): Flag[] {
  const flags = new Set<Flag>(accident.qualityFlags);
  const { declaredSeverity, accidentSeverity, declaredVehicleCount, declaredCasualtyCount } = accident;
  if (accidentSeverity === null) flags.add('SEVERITY_NOT_COMPUTABLE');
  else if (declaredSeverity !== null && declaredSeverity !== accidentSeverity) flags.add('SEVERITY_DIFFERS');
  // A source that lists none has said nothing about which: only a list that is there can disagree with its count.
  const { vehicles, casualties } = accident;
  if (declaredVehicleCount !== null && vehicles.length > 0 && declaredVehicleCount !== vehicles.length)
    flags.add('VEHICLE_COUNT_DIFFERS');
  const hurt = casualties.filter(({ severity }) => severity !== 'UNINJURED').length;
  if (declaredCasualtyCount !== null && casualties.length > 0 && declaredCasualtyCount !== hurt)
    flags.add('CASUALTY_COUNT_DIFFERS');
  if (accident.locationLon === null) flags.add('NO_POSITION');
  return [...flags];
}
