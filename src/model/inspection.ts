/** How overdue an inspection is, and what that weighs by law (Decree 168/2024/NĐ-CP Art. 13). */
import type { CodeOf, overdueBands } from './code-lists/index.ts';

export type OverdueBand = CodeOf<typeof overdueBands>;

export interface InspectionStanding {
  /** Whole days since the last valid day; 0 while it counts. */
  overdueDays: number;
  overdueBand: OverdueBand;
  /** Code of the act that driving a car in this state is, or null. */
  violationCode: string | null;
  citation: string | null;
}

const DAY_MS = 86_400_000;

/** The same day of the next month; its last day where that month is shorter. */
function addOneMonth(date: string): string {
  const [year, month, day] = date.split('-').map(Number) as [number, number, number];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  return new Date(Date.UTC(year, month, Math.min(day, lastDay))).toISOString().slice(0, 10);
}

/** `validUntil` is the last day that counts; both are civil dates in Vietnam. */
export function judgeInspection(validUntil: string, asOf: string): InspectionStanding {
  if (asOf <= validUntil) return { overdueDays: 0, overdueBand: 'NONE', violationCode: null, citation: null };
  const overdueDays = (Date.parse(asOf) - Date.parse(validUntil)) / DAY_MS;
  return asOf < addOneMonth(validUntil)
    ? {
        overdueDays,
        overdueBand: 'UNDER_1_MONTH',
        violationCode: 'ND168-2024.D13.K5.a',
        citation: 'Nghị định 168/2024/NĐ-CP Điều 13 khoản 5 điểm a',
      }
    : {
        overdueDays,
        overdueBand: 'FROM_1_MONTH',
        violationCode: 'ND168-2024.D13.K6.b',
        citation: 'Nghị định 168/2024/NĐ-CP Điều 13 khoản 6 điểm b',
      };
}
