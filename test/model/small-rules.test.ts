import { describe, expect, it } from 'vitest';
import { listCodeLists } from '../../src/model/code-lists/index.ts';
import { judgeInspection } from '../../src/model/inspection.ts';
import { isCivilDate, isInstant, toCanonicalInstant, toVietnamDate } from '../../src/model/instant.ts';
import { isKilometrePost, parseKilometrePost, toKilometrePost } from '../../src/model/kilometre-post.ts';
import { toDistanceMetres, toLengthMetres } from '../../src/model/place.ts';
import { stripAccents, toFoldedKey, toSpellingKey } from '../../src/model/text-fold.ts';
import { createRandom } from './random.ts';

describe('civil dates and instants', () => {
  it.each(['2024-02-29', '2000-02-29', '2026-12-31'])('%s exists', (date) =>
    expect(isCivilDate(date)).toBe(true),
  );
  it.each([
    '2023-02-29',
    '1900-02-29',
    '2026-04-31',
    '2026-13-01',
    '2026-00-10',
    '2026-1-1',
    '01/05/2026',
    '',
    '2026-05-01T00:00:00Z',
  ])('%s does not', (date) => expect(isCivilDate(date)).toBe(false));
  it.each([
    '2026-05-01T08:30:00Z',
    '2026-05-01T08:30:00.123Z',
    '2026-05-01T15:30:00+07:00',
    '2026-05-01T15:30+07:00',
  ])('%s is an instant', (text) => {
    expect(isInstant(text)).toBe(true);
    expect(toCanonicalInstant(text)).toMatch(/^2026-05-01T08:30:00\.(000|123)Z$/);
  });
  it.each([
    '2026-05-01T08:30:00',
    '2026-02-30T08:30:00Z',
    '2026-05-01T25:00:00Z',
    '2026-05-01T25:00:00.000Z',
    '2026-05-01T10:60:00.000Z',
    '2026-05-01T10:00:00.x00Z',
    '2026-05-01',
    'now',
  ])('%s is none', (text) => expect(isInstant(text)).toBe(false));
  it('a Vietnamese day begins at 17:00 UTC', () => {
    expect(toVietnamDate('2026-04-30T16:59:59.999Z')).toBe('2026-04-30');
    expect(toVietnamDate('2026-04-30T17:00:00.000Z')).toBe('2026-05-01');
  });
  it('agrees with the calendar on 3,000 random days', () => {
    const random = createRandom(7);
    for (let round = 0; round < 3000; round++) {
      const [year, month, day] = [random.integer(1900, 2100), random.integer(1, 13), random.integer(1, 32)];
      const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
      const at = new Date(Date.UTC(year, month - 1, day));
      expect(isCivilDate(text), text).toBe(at.getUTCMonth() === month - 1 && at.getUTCDate() === day);
    }
  });
});

describe('kilometre posts', () => {
  it.each([
    ['Km 145+200', 145.2],
    ['km12+050', 12.05],
    ['KM 0+000', 0],
    ['Km 7 + 900', 7.9],
  ])('%s = %d', (written, kilometre) => expect(parseKilometrePost(written)).toBeCloseTo(kilometre, 6));
  it.each(['145+200', 'Km 145', 'Km 145+20', 'Km 145+2000', ''])('%s is none', (written) =>
    expect(isKilometrePost(written)).toBe(false),
  );
  it('writes what it reads, to the metre', () => {
    for (let metres = 0; metres < 200_000; metres += 37)
      expect(parseKilometrePost(toKilometrePost(metres / 1000))).toBeCloseTo(metres / 1000, 6);
  });
});

describe('inspection', () => {
  it.each([
    ['2026-05-10', '2026-05-10', 0, 'NONE', null],
    ['2026-05-10', '2026-05-11', 1, 'UNDER_1_MONTH', 'ND168-2024.D13.K5.a'],
    ['2026-05-10', '2026-06-09', 30, 'UNDER_1_MONTH', 'ND168-2024.D13.K5.a'],
    ['2026-05-10', '2026-06-10', 31, 'FROM_1_MONTH', 'ND168-2024.D13.K6.b'],
    ['2026-01-31', '2026-02-27', 27, 'UNDER_1_MONTH', 'ND168-2024.D13.K5.a'],
    ['2026-01-31', '2026-02-28', 28, 'FROM_1_MONTH', 'ND168-2024.D13.K6.b'],
    ['2025-12-15', '2026-01-15', 31, 'FROM_1_MONTH', 'ND168-2024.D13.K6.b'],
  ])('valid until %s, on %s: %d days, %s', (validUntil, asOf, overdueDays, overdueBand, violationCode) => {
    expect(judgeInspection(validUntil, asOf)).toMatchObject({ overdueDays, overdueBand, violationCode });
  });
});

describe('text', () => {
  it('folds accents and đ', () => {
    expect(toFoldedKey('  Đường   Nguyễn Đăng Đạo ')).toBe('duong nguyen dang dao');
    expect(toFoldedKey('Đồng'.normalize('NFD'))).toBe('dong');
    expect(stripAccents('Phường Vũ Ninh')).toBe('Phuong Vu Ninh');
  });
  it('forgives where the tone stands and how it is encoded, and nothing else', () => {
    expect(toSpellingKey('Hòa Bình')).toBe(toSpellingKey('Hoà Bình'));
    expect(toSpellingKey('Thúy'.normalize('NFD'))).toBe(toSpellingKey('Thuý'));
    expect(toSpellingKey('Hòa')).not.toBe(toSpellingKey('Hóa'));
    expect(toSpellingKey('Hòa')).not.toBe(toSpellingKey('Hoa'));
    expect(toSpellingKey('Đông')).not.toBe(toSpellingKey('Dông'));
    expect(toSpellingKey('Tân')).not.toBe(toSpellingKey('Tăn'));
  });
});

it('measures a degree of latitude as about 111 km', () => {
  const metres = toDistanceMetres({ lon: 106, lat: 21 }, { lon: 106, lat: 22 });
  expect(metres).toBeGreaterThan(111_000);
  expect(metres).toBeLessThan(111_400);
  expect(
    toLengthMetres({
      type: 'LineString',
      coordinates: [
        [106, 21],
        [106, 21.5],
        [106, 22],
      ],
    }),
  ).toBeCloseTo(metres, 3);
});

it('every code list is named once, and every code has both labels', () => {
  const lists = listCodeLists();
  expect(lists.length).toBeGreaterThan(40);
  expect(new Set(lists.map(({ name }) => name)).size).toBe(lists.length);
  for (const list of lists) {
    expect(new Set(list.entries.map(({ code }) => code)).size, list.name).toBe(list.entries.length);
    for (const entry of list.entries) {
      expect(entry.code, list.name).toMatch(/^[A-Z][A-Z0-9_]*$/);
      expect(entry.labelVi && entry.labelEn, `${list.name}.${entry.code}`).toBeTruthy();
      expect(list.find(entry.code)).toBe(entry);
    }
  }
});
