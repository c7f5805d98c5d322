import { beforeAll, describe, expect, it } from 'vitest';
import { createUnitIndex, type UnitIndex } from '../../../src/model/administrative-units/index.ts';

let index: UnitIndex;
beforeAll(() => {
  index = createUnitIndex({ provinceCode: '24' });
});

describe('resolve', () => {
  const named = (question: Parameters<UnitIndex['resolve']>[0]) =>
    index
      .resolve(question)
      .map(({ unit, reason, isInForce }) => `${unit.code} ${unit.nameVi} ${reason} ${isInForce}`);

  it.each([
    'thi cau',
    'Thị Cầu',
    'THỊ CẦU',
    'Phường Thị Cầu',
    'P. Thị Cầu',
    'phuong thi cau',
    ' Thị  Cầu '.normalize('NFD'),
  ])('finds the old name %s', (name) =>
    expect(index.resolve({ name }).map(({ unit }) => unit.nameVi)).toEqual(['Phường Thị Cầu']),
  );

  it('says how it matched', () => {
    expect(named({ name: 'Vũ Ninh' })[0]).toBe('09169 Phường Vũ Ninh NAME true');
    expect(named({ name: 'vu ninh' })[0]).toBe('09169 Phường Vũ Ninh NAME_WITHOUT_ACCENTS true');
    expect(named({ name: 'Thị Cầu', asOf: '2026-05-01' })).toEqual(['09169 Phường Thị Cầu NAME false']);
  });

  it('a code alone gives both places, the one in force first', () => {
    expect(named({ code: '09169', asOf: '2024-05-01' })).toEqual([
      '09169 Phường Thị Cầu CODE true',
      '09169 Phường Vũ Ninh CODE false',
    ]);
    expect(named({ code: '09169' })[0]).toBe('09169 Phường Vũ Ninh CODE true');
  });

  it('code and name together decide', () => {
    expect(named({ code: '09169', name: 'thi cau' })).toEqual(['09169 Phường Thị Cầu CODE_AND_NAME false']);
    expect(named({ code: '09169', name: 'Suối Hoa' }).map((line) => line.split(' ').at(-2))).toEqual([
      'CODE',
      'CODE',
      'NAME',
    ]);
  });

  it('two communes named Đồng Tiến stay two, and without accents there is Đông Tiến too', () => {
    const codes = (name: string) =>
      index
        .resolve({ name })
        .map(({ unit }) => unit.code)
        .sort();
    expect(codes('Đồng Tiến')).toEqual(['07243', '07816']);
    expect(codes('dong tien')).toEqual(['07243', '07816', '09217']);
  });

  it('does not take a name that begins like a prefix for one', () => {
    const names = (name: string) => index.resolve({ name }).map(({ unit }) => unit.nameVi);
    for (const written of ['Phượng Mao', 'phuong mao', 'Phường Phượng Mao', 'phuong phuong mao'])
      expect(names(written), written).toEqual(['Phường Phượng Mao']);
  });

  it('forgives the place of the tone, and keeps Hòa from Hóa', () => {
    const spelled = (name: string) =>
      index.resolve({ name }).map(({ unit, reason }) => `${unit.nameVi} ${reason}`);
    expect(spelled('Hiệp Hoà')).toEqual(spelled('Hiệp Hòa'));
    expect(spelled('Hiệp Hòa')).toContain('Huyện Hiệp Hòa NAME');
    expect(spelled('Hiệp Hóa').every((line) => line.endsWith('NAME_WITHOUT_ACCENTS'))).toBe(true);
  });

  it('finds nothing where there is nothing', () => {
    expect(index.resolve({ name: 'Sài Gòn' })).toEqual([]);
    expect(index.resolve({ code: '99999' })).toEqual([]);
    expect(index.resolve({})).toEqual([]);
  });
});
