import type { CodeOf, measurementKinds, violationGroups } from '../code-lists/index.ts';

export type MeasurementKind = CodeOf<typeof measurementKinds>;

/** Limits of a measured figure, in the unit of its kind. `over` excludes the figure itself, `from` includes it. */
export interface Band {
  from?: number;
  over?: number;
  upTo?: number;
  under?: number;
}

/** Who commits it: the driver of a car, of a motorcycle or moped, any driver. */
export type ViolationSubject = 'CAR' | 'MOTORCYCLE' | 'ANY';

/** One act of a decree: article, clause, point. Fines in VND, for a person (an organisation pays twice, Art. 5). */
export interface ViolationCode {
  /** `ND168-2024.D6.K5.đ`. */
  code: string;
  decree: string;
  article: number;
  clause: number;
  point: string | null;
  subject: ViolationSubject;
  group: CodeOf<typeof violationGroups>;
  labelVi: string;
  labelEn: string;
  fineMinVnd: number;
  fineMaxVnd: number;
  pointsDeducted: number | null;
  suspensionMonthsMin: number | null;
  suspensionMonthsMax: number | null;
  /** What a measurement must show: SPEED is km/h above the limit, the others are the value itself. */
  measured: Partial<Record<MeasurementKind, Band>> | null;
  /** First and last civil day on which an act is judged by it; null: still in force. */
  validFrom: string;
  validTo: string | null;
}

export function isInBand(figure: number, band: Band): boolean {
  return (
    (band.from === undefined || figure >= band.from) &&
    (band.over === undefined || figure > band.over) &&
    (band.upTo === undefined || figure <= band.upTo) &&
    (band.under === undefined || figure < band.under)
  );
}
