/** Administrative units with time: one province's, or the country's, before and after the reform of 1 July 2025. */
import { Problem } from '../../kernel/problem.ts';
import { MODEL_UNIT_UNKNOWN } from '../../kernel/problems/model.ts';
import { buildUnits } from './build-units.ts';
import { createUnitResolver, type UnitCandidate, type UnitQuestion } from './resolve-unit.ts';
import { createTerritoryMap, type RelatedUnit } from './territory.ts';
import { type AdministrativeUnit, isInForce, toUnitKey, type UnitRef } from './unit.ts';

export type { UnitCandidate, UnitQuestion } from './resolve-unit.ts';
export type { RelatedUnit } from './territory.ts';
export { type AdministrativeUnit, isInForce, toUnitKey, type UnitLink, type UnitRef } from './unit.ts';

/** Dates are civil dates in Vietnam, `yyyy-mm-dd`. */
export interface UnitIndex {
  readonly all: readonly AdministrativeUnit[];
  /** Communes in force now. */
  readonly communesNow: readonly AdministrativeUnit[];
  /** The unit a code named on that day. */
  find(code: string, asOf: string): AdministrativeUnit | undefined;
  get(code: string, validFrom: string): AdministrativeUnit | undefined;
  /** Units directly below, e.g. the communes of an old district. */
  childrenOf(unit: UnitRef): readonly AdministrativeUnit[];
  resolve(question: UnitQuestion): UnitCandidate[];
  /** Throws HUB_MODEL_UNIT_UNKNOWN when the code named nothing on that day. */
  toSuccessorCodes(code: string, asOf: string): string[];
  toPredecessorCodes(code: string, asOf: string): string[];
  /**
   * The (code, validFrom) pairs under which records of one place stand in either code set: SAME and WITHIN. With
   * `overlapping`, also the communes it lies in or shares territory with, whose records may lie outside. Without a
   * date the code is read as it is today, or as it last was. Throws HUB_MODEL_UNIT_UNKNOWN.
   */
  expand(code: string, asOf?: string, options?: { overlapping?: boolean }): RelatedUnit[];
}

const cache = new Map<string, UnitIndex>();

/** Built at first use (reads a 4 MB file), then shared. Without a province code: the whole country. */
export function createUnitIndex({ provinceCode }: { provinceCode?: string } = {}): UnitIndex {
  const key = provinceCode ?? '';
  let index = cache.get(key);
  if (!index) {
    index = buildIndex(buildUnits(provinceCode));
    cache.set(key, index);
  }
  return index;
}

function groupBy(
  units: readonly AdministrativeUnit[],
  toKey: (unit: AdministrativeUnit) => string | undefined,
) {
  const groups = new Map<string, AdministrativeUnit[]>();
  for (const unit of units) {
    const key = toKey(unit);
    if (key === undefined) continue;
    const group = groups.get(key);
    if (group) group.push(unit);
    else groups.set(key, [unit]);
  }
  return groups;
}

function buildIndex(all: readonly AdministrativeUnit[]): UnitIndex {
  const byKey = new Map(all.map((unit) => [toUnitKey(unit), unit]));
  const byCode = groupBy(all, (unit) => unit.code);
  const byParent = groupBy(all, (unit) => (unit.parent ? toUnitKey(unit.parent) : undefined));
  const territory = createTerritoryMap(all);
  const get = (code: string, validFrom: string) => byKey.get(toUnitKey({ code, validFrom }));

  const find = (code: string, asOf: string) => byCode.get(code)?.find((unit) => isInForce(unit, asOf));
  const findLatest = (code: string) =>
    byCode.get(code)?.reduce((a, b) => (a.validFrom > b.validFrom ? a : b));
  const require = (code: string, asOf?: string): AdministrativeUnit => {
    const unit = asOf === undefined ? findLatest(code) : find(code, asOf);
    if (!unit)
      throw new Problem(MODEL_UNIT_UNKNOWN, { code, asOf: asOf ?? 'bất kỳ' }, { where: { field: 'code' } });
    return unit;
  };

  return {
    all,
    communesNow: all.filter((unit) => unit.level === 'COMMUNE' && unit.validTo === null),
    find,
    get,
    childrenOf: (unit) => byParent.get(toUnitKey(unit)) ?? [],
    resolve: createUnitResolver(all),
    toSuccessorCodes: (code, asOf) => require(code, asOf).successors.map((step) => step.code),
    toPredecessorCodes: (code, asOf) => require(code, asOf).predecessors.map((step) => step.code),
    expand: (code, asOf, { overlapping = false } = {}) =>
      territory
        .relate(require(code, asOf))
        .filter(
          (other) =>
            other.relation !== 'OVERLAPS' ||
            (overlapping && get(other.code, other.validFrom)!.level === 'COMMUNE'),
        ),
  };
}
