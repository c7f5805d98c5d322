import type { CodeOf, unitMatchReasons } from '../code-lists/index.ts';
import { type AdministrativeUnit, isInForce } from './unit.ts';
import { parseUnitName, toFullUnitName, toNameKeys } from './unit-name.ts';

export interface UnitQuestion {
  code?: string;
  /** With or without prefix and accents; old names are found too. */
  name?: string;
  /** Civil date at which the answer should be in force. Others are still offered, after it. */
  asOf?: string;
}

export interface UnitCandidate {
  unit: AdministrativeUnit;
  reason: CodeOf<typeof unitMatchReasons>;
  /** In force at the date asked for; without a date: in force now. */
  isInForce: boolean;
}

interface Named {
  unit: AdministrativeUnit;
  type: string | null;
  spelling: string;
  folded: string;
}

const RANK: Readonly<Record<UnitCandidate['reason'], number>> = {
  CODE_AND_NAME: 0,
  CODE: 1,
  NAME: 2,
  NAME_WITHOUT_ACCENTS: 3,
};

/** Answers "which unit is meant?" with every possible one, the most likely first; never guesses. */
export function createUnitResolver(
  units: readonly AdministrativeUnit[],
): (question: UnitQuestion) => UnitCandidate[] {
  const named: Named[] = units.map((unit) => {
    const { type, proper } = parseUnitName(unit.nameVi);
    return { unit, type, ...toNameKeys(proper) };
  });

  const matchName = (name: string): Map<AdministrativeUnit, UnitCandidate['reason']> => {
    const { type, proper } = parseUnitName(name);
    // Without accents a prefix may be part of the name ("phuong mao" is Phượng Mao): the whole is tried as well.
    const readings = [proper, toFullUnitName(name)].map(toNameKeys);
    const isMeant = (entry: Named) => readings.some(({ folded }) => folded === entry.folded);
    const isSpelled = (entry: Named) => readings.some(({ spelling }) => spelling === entry.spelling);
    const matches = new Map<AdministrativeUnit, UnitCandidate['reason']>();
    const found = named.filter(isMeant);
    const sameType = found.filter(
      (entry) => type === null || entry.type === type || entry.folded !== readings[0]!.folded,
    );
    // A wrong prefix is common after the reform (xã became phường): forgive it when nothing else fits.
    for (const entry of sameType.length > 0 ? sameType : found)
      matches.set(entry.unit, isSpelled(entry) ? 'NAME' : 'NAME_WITHOUT_ACCENTS');
    // Written with accents, it means the unit with those accents if there is one.
    if ([...matches.values()].includes('NAME'))
      for (const [unit, reason] of matches) if (reason !== 'NAME') matches.delete(unit);
    return matches;
  };

  return ({ code, name, asOf }) => {
    const byName = name === undefined ? undefined : matchName(name);
    const byCode = code === undefined ? [] : units.filter((unit) => unit.code === code.trim());
    const both = byCode.filter((unit) => byName?.has(unit));
    const reasons = new Map<AdministrativeUnit, UnitCandidate['reason']>();
    if (both.length > 0) for (const unit of both) reasons.set(unit, 'CODE_AND_NAME');
    else {
      for (const unit of byCode) reasons.set(unit, 'CODE');
      for (const [unit, reason] of byName ?? []) reasons.set(unit, reason);
    }
    return [...reasons]
      .map(([unit, reason]) => ({
        unit,
        reason,
        isInForce: asOf === undefined ? unit.validTo === null : isInForce(unit, asOf),
      }))
      .sort((a, b) => Number(b.isInForce) - Number(a.isInForce) || RANK[a.reason] - RANK[b.reason]);
  };
}
