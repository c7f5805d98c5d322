import { describe, expect, it } from 'vitest';
import {
  type AccidentOutcome,
  computeSeverity,
  isAtLeastAsSevere,
  toSeverityScheme,
} from '../../src/model/accident-severity.ts';
import { accidentSeverities } from '../../src/model/code-lists/index.ts';
import { createRandom } from './random.ts';

const NONE: AccidentOutcome = {
  deaths: 0,
  injuredCount: 0,
  injuryPercentTotal: null,
  injuryPercentMax: null,
  damageVnd: 0,
};
const M = 1_000_000;

const injured = (
  injuredCount: number,
  injuryPercentTotal: number,
  injuryPercentMax: number | null = null,
) => ({
  injuredCount,
  injuryPercentTotal,
  injuryPercentMax,
});

describe('Circular 26/2024/TT-BCA Art. 5, at each boundary', () => {
  it.each<[Partial<AccidentOutcome>, string, string | null]>([
    [{ deaths: 3 }, 'EXTREMELY_SERIOUS', 'DEATHS'],
    [{ deaths: 2 }, 'VERY_SERIOUS', 'DEATHS'],
    [{ deaths: 1 }, 'SERIOUS', 'DEATHS'],
    [injured(3, 201), 'EXTREMELY_SERIOUS', 'INJURY'],
    [injured(3, 200), 'VERY_SERIOUS', 'INJURY'],
    [injured(2, 200), 'VERY_SERIOUS', 'INJURY'],
    [injured(2, 122), 'VERY_SERIOUS', 'INJURY'],
    [injured(2, 121), 'SERIOUS', 'INJURY'],
    [injured(2, 61), 'SERIOUS', 'INJURY'],
    [injured(2, 60.9), 'LESS_SERIOUS', 'INJURY'],
    [injured(1, 100), 'SERIOUS', 'INJURY'],
    [injured(1, 61), 'SERIOUS', 'INJURY'],
    [injured(1, 60), 'LESS_SERIOUS', 'INJURY'],
    [injured(1, 11), 'LESS_SERIOUS', 'INJURY'],
    [injured(1, 10), 'COLLISION', null],
    [injured(2, 11), 'LESS_SERIOUS', 'INJURY'],
    [injured(2, 10), 'COLLISION', null],
    [{ damageVnd: 1500 * M }, 'EXTREMELY_SERIOUS', 'DAMAGE'],
    [{ damageVnd: 1500 * M - 1 }, 'VERY_SERIOUS', 'DAMAGE'],
    [{ damageVnd: 500 * M }, 'VERY_SERIOUS', 'DAMAGE'],
    [{ damageVnd: 500 * M - 1 }, 'SERIOUS', 'DAMAGE'],
    [{ damageVnd: 100 * M }, 'SERIOUS', 'DAMAGE'],
    [{ damageVnd: 100 * M - 1 }, 'LESS_SERIOUS', 'DAMAGE'],
    [{ damageVnd: 10 * M }, 'LESS_SERIOUS', 'DAMAGE'],
    [{ damageVnd: 10 * M - 1 }, 'COLLISION', null],
    [{ deaths: 1, damageVnd: 500 * M }, 'VERY_SERIOUS', 'DAMAGE'],
  ])('%o → %s', (outcome, severity, basis) => {
    expect(computeSeverity({ ...NONE, ...outcome }, '2026-01-01')).toMatchObject({
      severity,
      basis,
      scheme: 'TT26_2024',
    });
  });
});

describe('Circular 58/2009/TT-BCA, before 15 August 2024', () => {
  it.each<[Partial<AccidentOutcome>, string]>([
    [injured(1, 11), 'LESS_SERIOUS'],
    [injured(1, 30), 'LESS_SERIOUS'],
    [injured(1, 31), 'SERIOUS'],
    [{ damageVnd: 5 * M }, 'LESS_SERIOUS'],
    [{ damageVnd: 5 * M - 1 }, 'COLLISION'],
    [{ damageVnd: 50 * M }, 'SERIOUS'],
  ])('%o → %s', (outcome, severity) => {
    expect(computeSeverity({ ...NONE, ...outcome }, '2024-08-14').severity).toBe(severity);
  });

  it('changes on the day', () => {
    expect(toSeverityScheme('2024-08-14')).toBe('TT58_2009');
    expect(toSeverityScheme('2024-08-15')).toBe('TT26_2024');
  });
});

describe('unknown figures', () => {
  it('does not call injured people without percentages a collision', () => {
    expect(computeSeverity({ ...NONE, injuredCount: 2 }, '2026-01-01').severity).toBeNull();
  });

  it('knows nothing from nothing', () => {
    const nothing = {
      deaths: null,
      injuredCount: null,
      injuryPercentTotal: null,
      injuryPercentMax: null,
      damageVnd: null,
    };
    expect(computeSeverity(nothing, '2026-01-01').severity).toBeNull();
  });
});

it('never becomes less severe when the outcome gets worse (2,000 random outcomes)', () => {
  const random = createRandom(26);
  const rank = (outcome: AccidentOutcome) =>
    accidentSeverities.find(computeSeverity(outcome, '2026-01-01').severity!)!.rank;
  for (let round = 0; round < 2000; round++) {
    const base: AccidentOutcome = {
      deaths: random.integer(0, 4),
      injuredCount: random.integer(1, 5),
      injuryPercentTotal: random.integer(0, 300),
      injuryPercentMax: null,
      damageVnd: random.integer(0, 2000) * M,
    };
    const worse = random.pick<AccidentOutcome>([
      { ...base, deaths: base.deaths! + 1 },
      { ...base, injuryPercentTotal: base.injuryPercentTotal! + random.integer(0, 100) },
      { ...base, damageVnd: base.damageVnd! + random.integer(0, 900) * M },
    ]);
    expect(rank(worse)).toBeGreaterThanOrEqual(rank(base));
  }
});

it('orders classes, the unknown below all', () => {
  expect(isAtLeastAsSevere('VERY_SERIOUS', 'SERIOUS')).toBe(true);
  expect(isAtLeastAsSevere('SERIOUS', 'SERIOUS')).toBe(true);
  expect(isAtLeastAsSevere('COLLISION', 'SERIOUS')).toBe(false);
  expect(isAtLeastAsSevere(null, 'COLLISION')).toBe(false);
});
