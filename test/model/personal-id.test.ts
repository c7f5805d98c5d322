import { describe, expect, it } from 'vitest';
import {
  findPersonalIdFault,
  isPersonalId,
  listPersonalIdConflicts,
  maskPersonalId,
  readPersonalId,
} from '../../src/model/personal-id.ts';
import { personalIdProvinces } from '../../src/model/personal-id-provinces.ts';
import { createRandom } from './random.ts';

it('knows the 63 provinces of birth registration', () => {
  expect(Object.keys(personalIdProvinces)).toHaveLength(63);
  expect(personalIdProvinces['027']).toBe('Bắc Ninh');
  expect(personalIdProvinces['024']).toBe('Bắc Giang');
});

describe('digits', () => {
  it.each([
    ['027091000001', 'Bắc Ninh', 'MALE', 1991],
    ['024191000001', 'Bắc Giang', 'FEMALE', 1991],
    ['027205000001', 'Bắc Ninh', 'MALE', 2005],
    ['001305000001', 'Hà Nội', 'FEMALE', 2005],
    ['113091000001', null, 'MALE', 1991],
  ] as const)('%s: %s, %s, %d', (id, provinceVi, sex, birthYear) => {
    expect(isPersonalId(id)).toBe(true);
    expect(readPersonalId(id)).toMatchObject({ provinceVi, sex, birthYear });
  });

  it.each([
    ['12345678', '12 chữ số'],
    ['0270910000012', '12 chữ số'],
    ['02709100000A', '12 chữ số'],
    ['003091000001', 'mã tỉnh'],
    ['097091000001', 'mã tỉnh'],
    ['027491000001', '2099'],
  ])('%s is refused: %s', (id, said) => {
    expect(findPersonalIdFault(id)?.vi).toContain(said);
  });

  it('compares with sex and date of birth, as far as they are known', () => {
    const id = '027091000001';
    expect(listPersonalIdConflicts(id, { sex: 'MALE', dateOfBirth: '1991-12-31' })).toEqual([]);
    expect(listPersonalIdConflicts(id, { sex: null, dateOfBirth: null })).toEqual([]);
    const fields = listPersonalIdConflicts(id, { sex: 'FEMALE', dateOfBirth: '2091-01-01' }).map(
      ({ field }) => field,
    );
    expect(fields).toEqual(['sex', 'dateOfBirth']);
  });
});

it('an id made from sex and year says the same sex and year (1,000 random people)', () => {
  const random = createRandom(27);
  for (let round = 0; round < 1000; round++) {
    const birthYear = random.integer(1900, 2026);
    const sex = random.pick(['MALE', 'FEMALE'] as const);
    const century = (birthYear >= 2000 ? 2 : 0) + (sex === 'FEMALE' ? 1 : 0);
    const id = `027${century}${String(birthYear % 100).padStart(2, '0')}${String(random.integer(0, 9999)).padStart(6, '0')}`;
    expect(isPersonalId(id)).toBe(true);
    expect(readPersonalId(id)).toMatchObject({ sex, birthYear });
  }
});

describe('masks', () => {
  const id = '027091000012';
  it('shows all, the ends, or nothing', () => {
    expect(maskPersonalId(id, { level: 'FULL' })).toBe(id);
    expect(maskPersonalId(id, { level: 'PARTIAL' })).toBe('027*******12');
    expect(maskPersonalId(id, { level: 'NONE' })).toBeNull();
  });

  it('gives two consumers pseudonyms that cannot be joined', () => {
    const one = maskPersonalId(id, { level: 'PSEUDONYM', key: 'health/statistics' });
    expect(one).toMatch(/^[\da-f]{32}$/);
    expect(maskPersonalId(id, { level: 'PSEUDONYM', key: 'health/statistics' })).toBe(one);
    expect(maskPersonalId(id, { level: 'PSEUDONYM', key: 'insurance/statistics' })).not.toBe(one);
  });
});
