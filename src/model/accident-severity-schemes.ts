import type { accidentSeverities, CodeOf, severitySchemes } from './code-lists/index.ts';

export type AccidentSeverity = CodeOf<typeof accidentSeverities>;
export type SeverityScheme = CodeOf<typeof severitySchemes>;

/** Any one of the figures is enough. Percent of one person, or of at least `people` together. Money in VND. */
export interface SeverityThreshold {
  severity: Exclude<AccidentSeverity, 'COLLISION'>;
  deaths: number;
  onePersonPercent: number;
  people: number;
  totalPercent: number;
  damageVnd: number;
}

const NEVER = Number.POSITIVE_INFINITY;
const MILLION = 1_000_000;

/** Most severe first; what reaches none is a COLLISION. */
export const severityThresholds: Readonly<
  Record<SeverityScheme, { citation: string; classes: readonly SeverityThreshold[] }>
> = {
  TT26_2024: {
    citation: 'Thông tư 26/2024/TT-BCA Điều 5',
    classes: [
      {
        severity: 'EXTREMELY_SERIOUS',
        deaths: 3,
        onePersonPercent: NEVER,
        people: 3,
        totalPercent: 201,
        damageVnd: 1_500 * MILLION,
      },
      {
        severity: 'VERY_SERIOUS',
        deaths: 2,
        onePersonPercent: NEVER,
        people: 2,
        totalPercent: 122,
        damageVnd: 500 * MILLION,
      },
      {
        severity: 'SERIOUS',
        deaths: 1,
        onePersonPercent: 61,
        people: 2,
        totalPercent: 61,
        damageVnd: 100 * MILLION,
      },
      {
        severity: 'LESS_SERIOUS',
        deaths: NEVER,
        onePersonPercent: 11,
        people: 2,
        totalPercent: 11,
        damageVnd: 10 * MILLION,
      },
    ],
  },
  // The higher classes of the old scheme follow Resolution 02/2003/NQ-HĐTP part I §4, which counts people by their
  // single percentages; a record holds the highest and the sum, so only those two criteria are applied.
  TT58_2009: {
    citation: 'Thông tư 58/2009/TT-BCA; Nghị quyết 02/2003/NQ-HĐTP mục I.4',
    classes: [
      {
        severity: 'EXTREMELY_SERIOUS',
        deaths: 3,
        onePersonPercent: NEVER,
        people: 3,
        totalPercent: 201,
        damageVnd: 1_500 * MILLION,
      },
      {
        severity: 'VERY_SERIOUS',
        deaths: 2,
        onePersonPercent: NEVER,
        people: 2,
        totalPercent: 101,
        damageVnd: 500 * MILLION,
      },
      {
        severity: 'SERIOUS',
        deaths: 1,
        onePersonPercent: 31,
        people: 2,
        totalPercent: 41,
        damageVnd: 50 * MILLION,
      },
      {
        severity: 'LESS_SERIOUS',
        deaths: NEVER,
        onePersonPercent: 11,
        people: 2,
        totalPercent: 11,
        damageVnd: 5 * MILLION,
      },
    ],
  },
};
