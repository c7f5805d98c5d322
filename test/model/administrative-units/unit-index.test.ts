import { beforeAll, describe, expect, it } from 'vitest';
import { createUnitIndex, toUnitKey, type UnitIndex } from '../../../src/model/administrative-units/index.ts';
import { parseUnitName } from '../../../src/model/administrative-units/unit-name.ts';
import { toSpellingKey } from '../../../src/model/text-fold.ts';
import { hasSharedData, readSharedCsv } from '../shared-data.ts';

const FILE = 'admin/bacninh_old_to_new_2025.csv';
let index: UnitIndex;
beforeAll(() => {
  index = createUnitIndex({ provinceCode: '24' });
});

const oldUnits = (level: string) => index.all.filter((unit) => unit.level === level && unit.validTo !== null);
const proper = (name: string) => parseUnitName(name).proper;

describe('Bắc Ninh', () => {
  it('313 old communes of 18 districts and 2 provinces became 99 of 1', () => {
    expect(oldUnits('COMMUNE')).toHaveLength(313);
    expect(oldUnits('DISTRICT')).toHaveLength(18);
    expect(
      oldUnits('PROVINCE')
        .map(({ code, nameVi }) => `${code} ${nameVi}`)
        .sort(),
    ).toEqual(['24 Tỉnh Bắc Giang', '27 Tỉnh Bắc Ninh']);
    expect(index.communesNow).toHaveLength(99);
    expect(index.communesNow.filter(({ type }) => type === 'WARD')).toHaveLength(33);
    expect(index.all).toHaveLength(313 + 18 + 2 + 99 + 1);
  });

  it('has the communes of each old district', () => {
    const counts = oldUnits('DISTRICT').map((unit) => [unit.code, index.childrenOf(unit).length]);
    expect(Object.fromEntries(counts)).toEqual({
      213: 31,
      215: 17,
      216: 19,
      217: 19,
      218: 24,
      219: 19,
      220: 17,
      222: 17,
      223: 19,
      224: 10,
      256: 17,
      258: 14,
      259: 20,
      260: 14,
      261: 12,
      262: 18,
      263: 14,
      264: 12,
    });
  });

  it('gave 51 of the 99 codes to another place', () => {
    const reused = index.communesNow.filter((unit) => {
      const before = index.find(unit.code, '2025-06-30');
      return before && proper(before.nameVi) !== proper(unit.nameVi);
    });
    expect(reused).toHaveLength(51);
    expect(index.communesNow.every((unit) => index.find(unit.code, '2025-06-30'))).toBe(true);
  });

  it('09169 was Thị Cầu and is Vũ Ninh; 24 was Bắc Giang and is Bắc Ninh', () => {
    expect(index.find('09169', '2024-05-01')?.nameVi).toBe('Phường Thị Cầu');
    expect(index.find('09169', '2025-06-30')?.nameVi).toBe('Phường Thị Cầu');
    expect(index.find('09169', '2025-07-01')?.nameVi).toBe('Phường Vũ Ninh');
    expect(index.find('09169', '2026-05-01')).toMatchObject({
      nameVi: 'Phường Vũ Ninh',
      nameEn: 'Vu Ninh Ward',
      validTo: null,
    });
    expect(index.find('24', '2025-06-30')?.nameVi).toBe('Tỉnh Bắc Giang');
    expect(index.find('24', '2025-07-01')?.nameVi).toBe('Tỉnh Bắc Ninh');
    expect(index.find('256', '2026-05-01')).toBeUndefined();
    expect(index.get('09169', '2025-07-01')?.parent).toEqual({ code: '24', validFrom: '2025-07-01' });
  });

  it('every step has two ends and a law, and no share is lost', () => {
    for (const unit of oldUnits('COMMUNE')) {
      expect(unit.successors, unit.code).toHaveLength(1);
      const [step] = unit.successors;
      expect(step).toMatchObject({ share: 'FULL', legalRef: '1658/NQ-UBTVQH15' });
      const back = index.get(step!.code, step!.validFrom)!.predecessors.map(toUnitKey);
      expect(back).toContain(toUnitKey(unit));
    }
    expect(index.communesNow.flatMap((unit) => unit.predecessors)).toHaveLength(313);
    expect(index.find('27', '2025-01-01')!.successors).toEqual([
      { code: '24', validFrom: '2025-07-01', share: 'FULL', legalRef: '202/2025/QH15' },
    ]);
  });
});

describe('across the reform', () => {
  it('expands a new commune to the old ones it is made of', () => {
    const pairs = index.expand('09169', '2026-05-01');
    expect(pairs[0]).toEqual({ code: '09169', validFrom: '2025-07-01', relation: 'SAME' });
    expect(
      pairs
        .slice(1)
        .map(({ code }) => code)
        .sort(),
    ).toEqual(index.toPredecessorCodes('09169', '2026-05-01').sort());
    expect(pairs.slice(1).every(({ relation }) => relation === 'WITHIN')).toBe(true);
  });

  it('does not pass an old commune off as the whole new one', () => {
    expect(index.expand('09169', '2024-05-01')).toHaveLength(1);
    expect(index.expand('09169', '2024-05-01', { overlapping: true })).toEqual([
      { code: '09169', validFrom: '2004-07-08', relation: 'SAME' },
      { code: '09169', validFrom: '2025-07-01', relation: 'OVERLAPS' },
    ]);
  });

  it('an unchanged commune is the same in both code sets', () => {
    expect(index.expand('07663').map(({ relation }) => relation)).toEqual(['SAME', 'SAME']);
  });

  it('an old district has its old communes and the new ones wholly inside it', () => {
    const within = index.expand('256', '2025-01-01').filter(({ relation }) => relation === 'WITHIN');
    const old = within.filter(({ validFrom }) => validFrom < '2025-07-01');
    expect(old).toHaveLength(17);
    const now = within.filter(({ validFrom }) => validFrom === '2025-07-01');
    expect(now.length).toBeGreaterThan(0);
    const inDistrict = new Set(old.map(({ code }) => code));
    for (const { code } of now)
      for (const before of index.toPredecessorCodes(code, '2026-01-01')) expect(inDistrict).toContain(before);
  });

  it('the province of today is both provinces of before', () => {
    expect(index.expand('24', '2026-01-01')).toHaveLength(index.all.length);
  });

  it('names an unknown code', () => {
    expect(() => index.expand('99999')).toThrow(expect.objectContaining({ code: 'HUB_MODEL_UNIT_UNKNOWN' }));
    expect(() => index.toSuccessorCodes('256', '2026-01-01')).toThrow(/256.*2026-01-01/);
  });
});

describe('other provinces', () => {
  it('loads Thái Nguyên: shares not verified are said to be unknown', () => {
    const other = createUnitIndex({ provinceCode: '19' });
    expect(other.communesNow).toHaveLength(92);
    expect(new Set(other.communesNow.flatMap((unit) => unit.predecessors.map(({ share }) => share)))).toEqual(
      new Set(['UNKNOWN']),
    );
    expect(
      other.all
        .filter(({ level, validTo }) => level === 'PROVINCE' && validTo !== null)
        .map(({ nameVi }) => nameVi)
        .sort(),
    ).toEqual(['Tỉnh Bắc Kạn', 'Tỉnh Thái Nguyên']);
  });

  it('loads the country: 34 provinces, 3,321 communes', () => {
    const country = createUnitIndex();
    expect(country.communesNow).toHaveLength(3321);
    expect(country.all.filter(({ level, validTo }) => level === 'PROVINCE' && validTo === null)).toHaveLength(
      34,
    );
    expect(country.all.filter(({ level, validTo }) => level === 'PROVINCE' && validTo !== null)).toHaveLength(
      63,
    );
    expect(new Set(country.all.map(toUnitKey)).size).toBe(country.all.length);
  });

  it('refuses a province that is no more, with those that are', () => {
    expect(() => createUnitIndex({ provinceCode: '27' })).toThrow(
      expect.objectContaining({ code: 'HUB_MODEL_PROVINCE_UNKNOWN' }),
    );
  });

  it('builds once', () => {
    expect(createUnitIndex({ provinceCode: '24' })).toBe(index);
  });
});

describe.skipIf(!hasSharedData(FILE))(`against the resolution (${FILE}; skipped where absent)`, () => {
  it('agrees row by row', () => {
    const rows = readSharedCsv(FILE);
    expect(rows).toHaveLength(313);
    for (const row of rows) {
      const before = index.find(row.old_commune_code!, row.valid_to_old!)!;
      const [step] = before.successors;
      const after = index.get(step!.code, step!.validFrom)!;
      const district = index.get(before.parent!.code, before.parent!.validFrom)!;
      expect({
        old: parseUnitName(before.nameVi).type,
        oldDistrict: before.parent!.code,
        oldProvince: district.parent!.code,
        newCode: after.code,
        newName: toSpellingKey(after.nameVi),
        newNameEn: after.nameEn,
        validFrom: after.validFrom,
      }).toEqual({
        old: parseUnitName(row.old_commune!).type,
        oldDistrict: row.old_district_code,
        oldProvince: row.old_province_code,
        newCode: row.new_commune_code,
        newName: toSpellingKey(row.new_commune!),
        newNameEn: row.new_commune_en,
        validFrom: row.valid_from_new,
      });
      expect(row.legal_ref).toContain(step!.legalRef);
    }
    const spelledOtherwise = rows.filter(
      (row) =>
        toSpellingKey(index.find(row.old_commune_code!, '2025-06-30')!.nameVi) !==
        toSpellingKey(row.old_commune!),
    );
    expect(spelledOtherwise.map((row) => row.old_commune)).toEqual([]);
  });
});
