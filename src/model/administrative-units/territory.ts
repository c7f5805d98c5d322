import type { CodeOf, unitRelations } from '../code-lists/index.ts';
import { type AdministrativeUnit, toUnitKey, type UnitRef } from './unit.ts';

export interface RelatedUnit extends UnitRef {
  relation: CodeOf<typeof unitRelations>;
}

/** A unit's territory as the set of old communes it is made of: what both code sets can be measured in. */
interface Territory {
  atoms: ReadonlySet<string>;
  /** false when a split is possible, so that "wholly inside" cannot be proven. */
  isExact: boolean;
}

/** Compares territories across the reform. */
export interface TerritoryMap {
  /** Every unit that shares territory with the given one, itself first. */
  relate(unit: AdministrativeUnit): RelatedUnit[];
}

export function createTerritoryMap(units: readonly AdministrativeUnit[]): TerritoryMap {
  const byKey = new Map(units.map((unit) => [toUnitKey(unit), unit]));
  const atoms = new Map<string, Set<string>>(units.map((unit) => [toUnitKey(unit), new Set()]));
  const inexact = new Set<string>();

  /** Adds an old commune to a unit and to everything above it. */
  const claim = (atom: string, unit: AdministrativeUnit | undefined, isExact: boolean): void => {
    for (let at = unit; at; at = at.parent ? byKey.get(toUnitKey(at.parent)) : undefined) {
      const key = toUnitKey(at);
      atoms.get(key)!.add(atom);
      // A split between communes of one province leaves the province whole.
      if (!isExact && at.level === 'COMMUNE') inexact.add(key);
    }
  };
  for (const unit of units) {
    if (unit.level !== 'COMMUNE') continue;
    const key = toUnitKey(unit);
    if (unit.predecessors.length === 0) claim(key, unit, true);
    for (const step of unit.predecessors) claim(toUnitKey(step), unit, step.share === 'FULL');
  }
  const territories = new Map<string, Territory>(
    [...atoms].map(([key, set]) => [key, { atoms: set, isExact: !inexact.has(key) }]),
  );

  return {
    relate: (unit) => {
      const own = territories.get(toUnitKey(unit))!;
      const related: RelatedUnit[] = [{ code: unit.code, validFrom: unit.validFrom, relation: 'SAME' }];
      for (const other of units) {
        if (other === unit) continue;
        const relation = relateTerritories(territories.get(toUnitKey(other))!, own);
        if (relation) related.push({ code: other.code, validFrom: other.validFrom, relation });
      }
      return related;
    },
  };
}

function relateTerritories(other: Territory, own: Territory): RelatedUnit['relation'] | undefined {
  let shared = 0;
  for (const atom of other.atoms) if (own.atoms.has(atom)) shared++;
  if (shared === 0) return undefined;
  if (shared < other.atoms.size || !other.isExact || !own.isExact) return 'OVERLAPS';
  return shared === own.atoms.size ? 'SAME' : 'WITHIN';
}
