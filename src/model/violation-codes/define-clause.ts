import type { ViolationCode } from './violation-code.ts';

/** One point of a clause; `null` where the clause has no points. */
interface Act {
  point: string | null;
  group: ViolationCode['group'];
  vi: string;
  en: string;
  points?: number;
  suspensionMonths?: readonly [min: number, max: number];
  measured?: ViolationCode['measured'];
}

interface Clause {
  article: number;
  clause: number;
  subject: ViolationCode['subject'];
  /** In thousands of VND, for a person. */
  fineThousandVnd: readonly [min: number, max: number];
}

/** The acts of one clause of Decree 168/2024/NĐ-CP (in force since 1 January 2025): one fine range for all of them. */
export function defineClause(clause: Clause, acts: readonly Act[]): ViolationCode[] {
  return acts.map((act) => ({
    code: `ND168-2024.D${clause.article}.K${clause.clause}${act.point === null ? '' : `.${act.point}`}`,
    decree: '168/2024/NĐ-CP',
    article: clause.article,
    clause: clause.clause,
    point: act.point,
    subject: clause.subject,
    group: act.group,
    labelVi: act.vi,
    labelEn: act.en,
    fineMinVnd: clause.fineThousandVnd[0] * 1000,
    fineMaxVnd: clause.fineThousandVnd[1] * 1000,
    pointsDeducted: act.points ?? null,
    suspensionMonthsMin: act.suspensionMonths?.[0] ?? null,
    suspensionMonthsMax: act.suspensionMonths?.[1] ?? null,
    measured: act.measured ?? null,
    validFrom: '2025-01-01',
    validTo: null,
  }));
}
