import type { HubContext } from '../../graphql/context.ts';
import { DateFilter, enumFilter, IdFilter, TextFilter } from '../../graphql/filters.ts';
import { defineList, type Row } from '../../graphql/list.ts';
import { readMemory } from '../../graphql/memory-list.ts';
import type { Predicate } from '../../graphql/predicate.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { toUnitKey, type UnitIndex } from '../../model/administrative-units/index.ts';
import * as codes from '../../model/code-lists/index.ts';
import { AdministrativeUnit } from './administrative-unit.type.ts';

export const administrativeUnitList = defineList({
  name: 'AdministrativeUnit',
  node: () => AdministrativeUnit,
  filters: {
    code: { input: IdFilter },
    nameVi: { input: TextFilter },
    nameEn: { input: TextFilter },
    level: { input: enumFilter(codes.unitLevels) },
    type: { input: enumFilter(codes.unitTypes) },
    codeSet: { input: enumFilter(codes.unitCodeSets) },
    validFrom: { input: DateFilter },
    validTo: { input: DateFilter },
    parent: {
      input: IdFilter,
      property: 'parentCode',
      description: 'Mã đơn vị cấp trên; nêu cùng asOf. Code of the unit above; state asOf with it.',
    },
    asOf: {
      input: DateScalar,
      toPredicate: toInForcePredicate,
      seenAs: 'validFrom',
      description: 'Có hiệu lực vào ngày này. In force on this day.',
    },
  },
  sort: ['code', 'nameEn', 'validFrom'],
  order: [
    ['code', 'ASC'],
    ['validFrom', 'ASC'],
  ],
  id: 'key',
});

export const administrativeUnits = readMemory(administrativeUnitList, ({ units }) => toRows(units));

/** `validTo` is the last day, and null while the unit is in force. */
function toInForcePredicate(asOf: string): Predicate {
  return {
    and: [
      { property: 'validFrom', op: 'lte', value: asOf },
      {
        or: [
          { property: 'validTo', op: 'isNull', value: true },
          { property: 'validTo', op: 'gte', value: asOf },
        ],
      },
    ],
  };
}

const rowsByIndex = new WeakMap<HubContext['units'], readonly Row[]>();

/** What the list adds to a unit: one property that identifies it, and its parent's code. */
function toRows(units: UnitIndex): readonly Row[] {
  let rows = rowsByIndex.get(units);
  if (!rows) {
    rows = units.all.map((unit) => ({
      ...unit,
      key: toUnitKey(unit),
      parentCode: unit.parent?.code ?? null,
    }));
    rowsByIndex.set(units, rows);
  }
  return rows;
}
