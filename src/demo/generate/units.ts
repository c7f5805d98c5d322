import { type AdministrativeUnit, createUnitIndex } from '../../model/administrative-units/index.ts';

/** How a record names a place: the code, and the first day on which it means that place. */
export type Unit = Pick<AdministrativeUnit, 'code' | 'validFrom' | 'nameVi'>;

export interface Registrar extends Unit {
  /** Authority code: commune police since the reform, district police before. */
  authority: string;
}

export interface Units {
  /** The 99 communes in force now. */
  communes: readonly Unit[];
  /** A commune in force now. */
  find(code: string): Unit;
  /** Whether the commune in force now is a ward (phường), i.e. urban. */
  isWard(code: string): boolean;
  /** What an office wrote on that day (yyyy-mm-dd) for a place inside `commune`; `draw` in [0, 1) picks the part. */
  asWrittenOn(commune: Unit, day: string, draw: number): Unit;
  /** The police unit that registered a vehicle on that day for somebody in `commune`. */
  registrarOn(commune: Unit, day: string, draw: number): Registrar;
}

const PROVINCE_CODE = '24';

/** Bắc Ninh's units before and after 1 July 2025, as the generator needs them. */
export function createUnits(): Units {
  const index = createUnitIndex({ provinceCode: PROVINCE_CODE });
  const communes = [...index.communesNow].sort((a, b) => a.code.localeCompare(b.code));
  const byCode = new Map(communes.map((commune) => [commune.code, commune]));
  const parts = new Map(
    communes.map(({ code, predecessors }) => [
      code,
      predecessors.map((old) => index.get(old.code, old.validFrom)!),
    ]),
  );
  const asWrittenOn = (commune: Unit, day: string, draw: number): AdministrativeUnit => {
    const old = parts.get(commune.code)!;
    return day >= commune.validFrom ? byCode.get(commune.code)! : old[Math.floor(draw * old.length)]!;
  };
  return {
    communes,
    find: (code) => byCode.get(code)!,
    isWard: (code) => byCode.get(code)!.type === 'WARD',
    asWrittenOn,
    registrarOn: (commune, day, draw) => {
      const written = asWrittenOn(commune, day, draw);
      const district = written.parent && index.get(written.parent.code, written.parent.validFrom);
      const unit = district?.level === 'DISTRICT' ? district : written;
      return {
        code: unit.code,
        validFrom: unit.validFrom,
        nameVi: unit.nameVi,
        authority: `CA-${unit.code}`,
      };
    },
  };
}
