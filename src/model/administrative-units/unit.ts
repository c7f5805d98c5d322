import type { CodeOf, unitCodeSets, unitLevels, unitShares, unitTypes } from '../code-lists/index.ts';

/** A unit's identity. A code alone is ambiguous: codes were given to other places on 1 July 2025. */
export interface UnitRef {
  code: string;
  /** First civil day on which the code named this unit. */
  validFrom: string;
}

/** A step of a reform. */
export interface UnitLink extends UnitRef {
  /** How much of the predecessor went into the successor. */
  share: CodeOf<typeof unitShares>;
  /** The resolution that did it, when known. */
  legalRef: string | null;
}

export interface AdministrativeUnit extends UnitRef {
  codeSet: CodeOf<typeof unitCodeSets>;
  level: CodeOf<typeof unitLevels>;
  type: CodeOf<typeof unitTypes>;
  /** With its prefix: `Phường Vũ Ninh`. */
  nameVi: string;
  /** With its suffix: `Vu Ninh Ward`. */
  nameEn: string;
  /** Last civil day; null while in force. */
  validTo: string | null;
  parent: UnitRef | null;
  predecessors: readonly UnitLink[];
  successors: readonly UnitLink[];
}

/** `09169@2025-07-01`: for maps and caches. */
export function toUnitKey({ code, validFrom }: UnitRef): string {
  return `${code}@${validFrom}`;
}

export function isInForce(unit: AdministrativeUnit, asOf: string): boolean {
  return unit.validFrom <= asOf && (unit.validTo === null || asOf <= unit.validTo);
}
