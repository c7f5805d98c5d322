import { describe, expect, it } from 'vitest';
import {
  findPlateFault,
  listPlateReadings,
  type PlateColour,
  toCanonicalPlate,
  toPlateDisplay,
  type VehicleGroup,
} from '../../src/model/plate.ts';
import { isPlateKey, parsePlateKey, toPlateKey } from '../../src/model/plate-key.ts';
import { createRandom } from './random.ts';

const LETTERS = 'ABCDEFGHKLMNPSTUVXYZ';

describe('canonical form', () => {
  it.each([
    ['99A-123.45', '99A12345'],
    [' 99a 123.45 ', '99A12345'],
    ['99-A1 123.45', '99A112345'],
    ['99-MĐ1 123.45', '99MĐ112345'],
    ['99-mđ1 123.45', '99MĐ112345'],
    ['99-M\u00D01 123.45', '99MĐ112345'],
    ['99-M\u01891 123.45', '99MĐ112345'],
    ['99-MD\u03361 123.45', '99MĐ112345'],
    ['99A\u2013123.45', '99A12345'],
    ['TM-12-34', 'TM1234'],
    ['80-NG-123-45', '80NG12345'],
  ])('%s → %s', (written, canonical) => {
    expect(toCanonicalPlate(written)).toBe(canonical);
  });
});

describe('display', () => {
  it.each<[string, VehicleGroup, PlateColour, string]>([
    ['99A12345', 'CAR', 'WHITE_BLACK', '99A-123.45'],
    ['99A1234', 'CAR', 'WHITE_BLACK', '99A-1234'],
    ['99LD12345', 'CAR', 'WHITE_BLACK', '99LD-123.45'],
    ['99A12345', 'MOTORCYCLE', 'WHITE_BLACK', '99-A1 2345'],
    ['99A112345', 'MOTORCYCLE', 'WHITE_BLACK', '99-A1 123.45'],
    ['99AA12345', 'MOTORCYCLE', 'WHITE_BLACK', '99-AA 123.45'],
    ['99AB112345', 'MOTORCYCLE', 'WHITE_BLACK', '99-AB1 123.45'],
    ['99MĐ112345', 'MOTORCYCLE', 'WHITE_BLACK', '99-MĐ1 123.45'],
    ['99R01234', 'TRAILER', 'WHITE_BLACK', '99R-012.34'],
    ['99RM01234', 'TRAILER', 'WHITE_BLACK', '99RM-012.34'],
    ['80NG12345', 'CAR', 'WHITE_RED', '80-NG-123-45'],
    ['TM1234', 'CAR', 'RED_WHITE', 'TM-12-34'],
  ])('%s as %s, %s → %s', (plate, group, colour, display) => {
    expect(findPlateFault(plate, group, colour)).toBeNull();
    expect(toPlateDisplay(plate, group, colour)).toBe(display);
  });
});

describe('faults', () => {
  it.each<[string, VehicleGroup, PlateColour, string]>([
    ['99O12345', 'CAR', 'WHITE_BLACK', 'số 0'],
    ['99A1234O', 'CAR', 'WHITE_BLACK', 'số 0'],
    ['99I12345', 'CAR', 'WHITE_BLACK', 'số 1'],
    ['99Q12345', 'CAR', 'WHITE_BLACK', 'chữ Q'],
    ['99W12345', 'CAR', 'WHITE_BLACK', 'chữ W'],
    ['99R12345', 'CAR', 'WHITE_BLACK', 'rơ moóc'],
    ['99A123', 'CAR', 'WHITE_BLACK', '4-5 số'],
    ['A9912345', 'CAR', 'WHITE_BLACK', '2 số địa phương'],
    ['99A123456', 'CAR', 'WHITE_BLACK', '4-5 số'],
    ['99ABC12345', 'CAR', 'WHITE_BLACK', '1-2 chữ'],
    ['9912345', 'MOTORCYCLE', 'WHITE_BLACK', 'sêri'],
    ['99A12345', 'TRAILER', 'WHITE_BLACK', 'R hoặc RM'],
    ['99A12345', 'CAR', 'RED_WHITE', 'quân sự'],
  ])('%s as %s, %s: %s', (plate, group, colour, said) => {
    const fault = findPlateFault(plate, group, colour);
    expect(fault?.vi).toContain(said);
    expect(fault?.en).toBeTruthy();
    expect(fault?.law).toBeTruthy();
  });

  it('takes every series letter and no other', () => {
    for (const letter of 'ABCDEFGHIJKLMNOPQRSTUVWXYZ')
      expect(findPlateFault(`99${letter}12345`, 'CAR', 'WHITE_BLACK') === null, letter).toBe(
        LETTERS.includes(letter),
      );
  });
});

describe('key', () => {
  it('keeps a car and an old motorcycle with the same characters apart', () => {
    expect(listPlateReadings('99A12345')).toEqual([
      { group: 'CAR', display: '99A-123.45' },
      { group: 'MOTORCYCLE', display: '99-A1 2345' },
    ]);
    expect(toPlateKey('99A-123.45', 'CAR', 'WHITE_BLACK')).not.toBe(
      toPlateKey('99-A1 2345', 'MOTORCYCLE', 'WHITE_BLACK'),
    );
  });

  it('reads back what it wrote, and nothing else', () => {
    expect(parsePlateKey('99A12345:CAR:WHITE_BLACK')).toEqual({
      vehiclePlateIdentifier: '99A12345',
      vehicleGroup: 'CAR',
      plateColour: 'WHITE_BLACK',
    });
    for (const wrong of [
      '99A12345',
      '99A12345:CAR',
      '99A12345:BOAT:WHITE_BLACK',
      '99A12345:CAR:PINK',
      '99a-1:CAR:OTHER',
      '',
    ])
      expect(isPlateKey(wrong), wrong).toBe(false);
  });
});

it('what is shown reads back as the same plate (2,000 random plates)', () => {
  const random = createRandom(99);
  for (let round = 0; round < 2000; round++) {
    const digits = String(random.integer(0, 99_999))
      .padStart(5, '0')
      .slice(0, random.pick([4, 5]));
    const [group, series] = random.pick<[VehicleGroup, string]>([
      ['CAR', random.pick(LETTERS)],
      ['MOTORCYCLE', `${random.pick(LETTERS)}${random.integer(1, 9)}`],
      ['TRAILER', 'R'],
    ]);
    const plate = `${random.pick([98, 99])}${series}${digits}`;
    expect(findPlateFault(plate, group, 'WHITE_BLACK'), plate).toBeNull();
    const display = toPlateDisplay(plate, group, 'WHITE_BLACK');
    expect(display).not.toBe(plate);
    expect(toCanonicalPlate(display)).toBe(plate);
    expect(listPlateReadings(display).map((reading) => reading.display)).toContain(display);
  }
});
