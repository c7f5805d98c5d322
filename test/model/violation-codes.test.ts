import { describe, expect, it } from 'vitest';
import {
  findViolationCode,
  isCodeInForce,
  isInBand,
  violationCodes,
} from '../../src/model/violation-codes/index.ts';
import { hasSharedData, readSharedCsv } from './shared-data.ts';

const FILE = 'law/nd168_violation_codes.csv';

describe('the list', () => {
  it('names each code once', () => {
    expect(violationCodes.length).toBeGreaterThanOrEqual(70);
    expect(new Set(violationCodes.map(({ code }) => code)).size).toBe(violationCodes.length);
  });

  it('is in force from 1 January 2025', () => {
    const code = findViolationCode('ND168-2024.D6.K5.đ')!;
    expect(isCodeInForce(code, '2024-12-31')).toBe(false);
    expect(isCodeInForce(code, '2025-01-01')).toBe(true);
  });

  it.each(['CAR', 'MOTORCYCLE'] as const)(
    'one and only one code of a %s for every speed above the limit',
    (subject) => {
      const bands = violationCodes.filter((code) => code.subject === subject && code.measured?.SPEED);
      for (let over = 0; over <= 120; over += 0.5) {
        const hits = bands.filter((code) => isInBand(over, code.measured!.SPEED!));
        expect(hits.length, `${over} km/h over`).toBe(over < 5 ? 0 : 1);
      }
    },
  );

  it.each(['CAR', 'MOTORCYCLE'] as const)('one and only one code of a %s for every breath', (subject) => {
    const bands = violationCodes.filter((code) => code.subject === subject && code.measured?.BREATH_ALCOHOL);
    expect(bands.filter((code) => isInBand(0, code.measured!.BREATH_ALCOHOL!))).toHaveLength(0);
    for (const value of [0.001, 0.25, 0.251, 0.4, 0.401, 3])
      expect(
        bands.filter((code) => isInBand(value, code.measured!.BREATH_ALCOHOL!)),
        String(value),
      ).toHaveLength(1);
  });
});

describe.skipIf(!hasSharedData(FILE))(
  `against the text of the decree (${FILE}; skipped where absent)`,
  () => {
    const rows = hasSharedData(FILE) ? readSharedCsv(FILE) : [];
    const toNumber = (text: string | undefined) => (text ? Number(text) : null);

    it('has 630 rows', () => {
      expect(rows).toHaveLength(630);
    });

    it.each(violationCodes.map((entry) => [entry.code, entry] as const))('%s', (code, entry) => {
      const row = rows.find((candidate) => candidate.code === code);
      expect(row).toBeDefined();
      expect(entry).toMatchObject({
        decree: row!.decree,
        article: Number(row!.article),
        clause: Number(row!.clause),
        point: row!.point || null,
        fineMinVnd: Number(row!.fine_min_vnd),
        fineMaxVnd: Number(row!.fine_max_vnd),
        pointsDeducted: toNumber(row!.licence_points_deducted),
        suspensionMonthsMin: toNumber(row!.licence_suspension_months_min),
        suspensionMonthsMax: toNumber(row!.licence_suspension_months_max),
        validFrom: row!.valid_from,
      });
    });
  },
);
