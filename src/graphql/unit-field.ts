import { Directive, Field, ObjectType } from 'type-graphql';
import { isInForce, type UnitLink, type UnitRef } from '../model/administrative-units/index.ts';
import type { HubContext } from './context.ts';
import { Open } from './field-class.ts';
import { DateScalar } from './scalars.ts';

/** How every subgraph but its own speaks of an administrative unit: by its key. */
@Directive('@key(fields: "code validFrom", resolvable: false)')
@ObjectType('AdministrativeUnit', { simpleResolvers: true })
export class AdministrativeUnitReference {
  @Open()
  @Field(() => String)
  code!: string;

  @Open()
  @Field(() => DateScalar)
  validFrom!: string;
}

export const AS_OF =
  'Quy về đơn vị hành chính có hiệu lực ngày này; mặc định là đơn vị ghi trong bản ghi. ' +
  'Expressed in the units valid on this day; default: the unit as recorded.';

/**
 * The unit of a record, or the one that holds the same place on another day. null when the record names none, or
 * when the place has no single counterpart on that day.
 */
export function toUnitReference(
  context: HubContext,
  code: string | null,
  validFrom: string | null,
  asOf: string | null | undefined,
): AdministrativeUnitReference | null {
  if (code === null || validFrom === null) return null;
  if (!asOf) return { code, validFrom };
  return findCounterpart(context, { code, validFrom }, asOf);
}

/** Follows whole mergers forward, and unbroken units back; a place that was split has no single counterpart. */
function findCounterpart(
  context: HubContext,
  from: UnitRef,
  asOf: string,
): AdministrativeUnitReference | null {
  let unit = context.units.get(from.code, from.validFrom);
  for (let steps = 0; unit && steps < 10; steps++) {
    if (isInForce(unit, asOf)) return { code: unit.code, validFrom: unit.validFrom };
    const links: readonly UnitLink[] = asOf < unit.validFrom ? unit.predecessors : unit.successors;
    if (links.length !== 1) return null;
    unit = context.units.get(links[0]!.code, links[0]!.validFrom);
  }
  return null;
}
