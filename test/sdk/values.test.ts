import { describe, expect, it } from 'vitest';
import { values } from '../../src/sdk/index.ts';

const EMPTY = [undefined, null, ''];

describe('values', () => {
  it('read nothing as null', () => {
    const readers = [
      values.text,
      values.integer,
      values.decimal,
      values.civilDate,
      values.instant,
      values.yesNo,
    ];
    for (const read of [...readers, values.code({ A: 'a' })])
      for (const empty of EMPTY) expect(read(empty)).toBeNull();
    expect(values.text('   ')).toBeNull();
  });

  it.each([
    ['Ha Noi', 'Ha Noi'],
    [' Ha Noi\t', 'Ha Noi'],
    ['Hà Nội'.normalize('NFD'), 'Hà Nội'.normalize('NFC')],
    [42, '42'],
  ])('text %j', (raw, read) => expect(values.text(raw)).toBe(read));

  it.each([
    ['0', 0],
    ['007', 7],
    [' 12 ', 12],
    ['-3', -3],
    ['1.234', 1234],
    ['1.234.567', 1_234_567],
    [5, 5],
  ])('integer %j', (raw, read) => expect(values.integer(raw)).toBe(read));

  it.each(['12,5', '1.23', 'x', '9007199254740993', 1.5, '1 000'])('integer refuses %j', (raw) =>
    expect(() => values.integer(raw)).toThrow('not a whole number'),
  );

  it.each([
    ['12,5', 12.5],
    ['12.5', 12.5],
    ['1.234,5', 1234.5],
    ['-0,25', -0.25],
    [3, 3],
  ])('decimal %j', (raw, read) => expect(values.decimal(raw)).toBe(read));

  it.each(['1,2,3', 'abc', '1e5', 'NaN'])('decimal refuses %j', (raw) =>
    expect(() => values.decimal(raw)).toThrow('not a number'),
  );

  it.each([
    ['1/7/2025', '2025-07-01'],
    ['29/02/2024', '2024-02-29'],
    ['2025-07-01', '2025-07-01'],
  ])('civilDate %j', (raw, read) => expect(values.civilDate(raw)).toBe(read));

  it.each(['29/02/2025', '31/04/2024', '13/13/2024', '2024-2-1', '01-07-2025', 'hôm nay'])(
    'civilDate refuses %j',
    (raw) => expect(() => values.civilDate(raw)).toThrow('dd/mm/yyyy'),
  );

  it.each([
    ['24/11/2026 08:30', '2026-11-24T01:30:00.000Z'],
    ['24/11/2026 8:30:15', '2026-11-24T01:30:15.000Z'],
    ['2026-11-24T08:30:00+07:00', '2026-11-24T01:30:00.000Z'],
    ['2026-11-24T08:30:00+0700', '2026-11-24T01:30:00.000Z'],
    ['2026-11-24T01:30:00.000Z', '2026-11-24T01:30:00.000Z'],
    [new Date('2026-11-24T01:30:00Z'), '2026-11-24T01:30:00.000Z'],
  ])('instant %j', (raw, read) => expect(values.instant(raw)).toBe(read));

  it.each([
    '2026-11-24T08:30:00',
    '24/11/2026',
    '31/02/2026 08:00',
    '2026-02-30T00:00:00Z',
    '24/11/2026 25:00',
  ])('instant refuses %j: a time without an offset, or one that is not', (raw) =>
    expect(() => values.instant(raw)).toThrow(/instant|date/),
  );

  it.each([
    ['Có', true],
    ['Có'.normalize('NFD'), true],
    ['x', true],
    ['Không', false],
    [0, false],
  ])('yesNo %j', (raw, read) => expect(values.yesNo(raw)).toBe(read));

  it('code translates, forgives spaces and Unicode forms, and names what it knows', () => {
    const read = values.code({ Nam: 'MALE', Nữ: 'FEMALE' } as const);
    expect([read('Nam'), read(' Nữ '), read('Nữ'.normalize('NFD'))]).toEqual(['MALE', 'FEMALE', 'FEMALE']);
    expect(() => read('Khác')).toThrow('"Khác" is not one of Nam, Nữ');
    // A table is no object to look around in.
    expect(() => read('constructor')).toThrow('not one of');
  });

  it('coded reads and writes the same table', () => {
    const { read, write } = values.coded({ Nam: 'MALE', Nữ: 'FEMALE' } as const);
    for (const raw of ['Nam', 'Nữ']) expect(write(read(raw))).toBe(raw);
    expect(write('UNKNOWN')).toBe('UNKNOWN');
  });

  it('toSlashedDate is the inverse of civilDate', () => {
    expect(values.toSlashedDate(values.civilDate('05/09/1990'))).toBe('05/09/1990');
    expect(values.toSlashedDate(null)).toBeNull();
  });
});
