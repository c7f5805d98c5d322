/**
 * The class of an accident is a legal threshold, so it can be computed from the outcome: Circular 26/2024/TT-BCA
 * Art. 5 since 15 August 2024, Circular 58/2009/TT-BCA before. Without keeping the scheme apart, trend charts jump.
 */

import type { AccidentSeverity, SeverityScheme } from './accident-severity-schemes.ts';
import { severityThresholds } from './accident-severity-schemes.ts';
import { accidentSeverities } from './code-lists/index.ts';

export type { AccidentSeverity, SeverityScheme } from './accident-severity-schemes.ts';

export interface AccidentOutcome {
  /** Deaths known so far; null when nobody said. */
  deaths: number | null;
  injuredCount: number | null;
  /** Sum of the injured people's injury percentages (Circular 22/2019/TT-BYT). */
  injuryPercentTotal: number | null;
  /** Highest injury percentage of one person. */
  injuryPercentMax: number | null;
  damageVnd: number | null;
}

export interface SeverityFinding {
  /** null when the figures at hand prove no class: injured people without percentages, or nothing at all. */
  severity: AccidentSeverity | null;
  scheme: SeverityScheme;
  /** The figure that decided. */
  basis: 'DEATHS' | 'INJURY' | 'DAMAGE' | null;
  citation: string;
}

/** Unknown severity is never "at least" anything. */
export function isAtLeastAsSevere(severity: AccidentSeverity | null, least: AccidentSeverity): boolean {
  return severity !== null && accidentSeverities.find(severity)!.rank >= accidentSeverities.find(least)!.rank;
}

/** Which scheme judges an accident of that civil date in Vietnam. */
export function toSeverityScheme(occurredOn: string): SeverityScheme {
  return occurredOn >= '2024-08-15' ? 'TT26_2024' : 'TT58_2009';
}

/** The most severe class that any one of the figures reaches, with what it rests on. */
export function computeSeverity(outcome: AccidentOutcome, occurredOn: string): SeverityFinding {
  const scheme = toSeverityScheme(occurredOn);
  const { classes, citation } = severityThresholds[scheme];
  const injured = outcome.injuredCount ?? 0;
  const total = outcome.injuryPercentTotal ?? outcome.injuryPercentMax ?? 0;
  const worst = outcome.injuryPercentMax ?? (injured === 1 ? total : 0);
  for (const { severity, deaths, onePersonPercent, people, totalPercent, damageVnd } of classes) {
    const basis =
      (outcome.deaths ?? 0) >= deaths
        ? 'DEATHS'
        : worst >= onePersonPercent || (injured >= people && total >= totalPercent)
          ? 'INJURY'
          : (outcome.damageVnd ?? 0) >= damageVnd
            ? 'DAMAGE'
            : null;
    if (basis) return { severity, scheme, basis, citation };
  }
  const isInjuryUnknown =
    injured > 0 && outcome.injuryPercentTotal === null && outcome.injuryPercentMax === null;
  const isOutcomeUnknown =
    outcome.deaths === null && outcome.injuredCount === null && outcome.damageVnd === null;
  return {
    severity: isInjuryUnknown || isOutcomeUnknown ? null : 'COLLISION',
    scheme,
    basis: null,
    citation,
  };
}
