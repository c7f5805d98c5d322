import { expect, it } from 'vitest';
import { parseUnitName, toEnglishUnitName } from '../../../src/model/administrative-units/unit-name.ts';

it.each([
  ['Phường Vũ Ninh', 'WARD', 'Vũ Ninh', 'Vu Ninh Ward'],
  ['phuong vu ninh', 'WARD', 'vu ninh', 'vu ninh Ward'],
  ['TT. Chờ', 'TOWNSHIP', 'Chờ', 'Cho Township'],
  ['TP Bắc Ninh', 'CITY', 'Bắc Ninh', 'Bac Ninh City'],
  ['Xã Đồng Tiến', 'COMMUNE', 'Đồng Tiến', 'Dong Tien Commune'],
  ['Phượng Mao', null, 'Phượng Mao', 'Phuong Mao'],
  ['Xa Lý', null, 'Xa Lý', 'Xa Ly'],
  ['Xuân Lai', null, 'Xuân Lai', 'Xuan Lai'],
])('reads the name %s', (written, type, properName, english) => {
  const name = parseUnitName(written);
  expect(name).toEqual({ type, proper: properName });
  expect(toEnglishUnitName(name)).toBe(english);
});
