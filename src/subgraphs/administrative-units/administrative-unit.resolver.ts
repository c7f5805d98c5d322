import { Arg, Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { vietnamDate } from '../../kernel/clock.ts';
import { Problem } from '../../kernel/problem.ts';
import { UNIT_QUESTION_EMPTY } from '../../kernel/problems/unit.ts';
import type {
  AdministrativeUnit as Unit,
  UnitCandidate,
  UnitLink,
} from '../../model/administrative-units/index.ts';
import { administrativeUnitList, administrativeUnits } from './administrative-unit.input.ts';
import { AdministrativeUnit } from './administrative-unit.type.ts';
import { AdministrativeUnitCandidate } from './administrative-unit-candidate.type.ts';
import { AdministrativeUnitLink } from './administrative-unit-link.type.ts';

const AS_OF_TODAY =
  'Ngày mà mã có nghĩa; mặc định hôm nay. The day on which the code is read; default: today.';

@Resolver(() => AdministrativeUnit)
export class AdministrativeUnitResolver {
  @Open()
  @Query(() => AdministrativeUnit, {
    nullable: true,
    description: 'Đơn vị mà mã chỉ vào một ngày. The unit that a code named on a day.',
  })
  administrativeUnit(
    @Arg('code', () => String) code: string,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF_TODAY }) asOf: string | null,
    @Ctx() { units, now }: HubContext,
  ): Unit | null {
    return units.find(code, asOf ?? vietnamDate(now)) ?? null;
  }

  @Open()
  @Query(() => administrativeUnitList.Connection, {
    description:
      'Đơn vị hành chính trước và sau 01/07/2025. Units before and since the reform of 1 July 2025.',
  })
  administrativeUnits(
    @Args(() => administrativeUnitList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Connection {
    return administrativeUnits.page(context, args);
  }

  @Open()
  @Query(() => [AdministrativeUnitCandidate], {
    description:
      'Tìm đơn vị theo mã, tên (kể cả tên cũ, không cần dấu) hoặc cả hai; khả năng cao nhất đứng đầu. ' +
      'Units that a code or a name (old ones too, accents not needed) may mean; the likeliest first.',
  })
  resolveAdministrativeUnit(
    @Arg('code', () => String, { nullable: true }) code: string | null,
    @Arg('name', () => String, { nullable: true }) name: string | null,
    @Arg('asOf', () => DateScalar, {
      nullable: true,
      description:
        'Ưu tiên đơn vị có hiệu lực ngày này; mặc định hiện nay. Prefers units in force on this day.',
    })
    asOf: string | null,
    @Ctx() { units }: HubContext,
  ): UnitCandidate[] {
    const question = { ...toTerm('code', code), ...toTerm('name', name) };
    if (Object.keys(question).length === 0) throw new Problem(UNIT_QUESTION_EMPTY, {});
    return units.resolve({ ...question, ...toTerm('asOf', asOf) });
  }

  @Open()
  @FieldResolver(() => AdministrativeUnit, {
    nullable: true,
    description: 'Đơn vị cấp trên. The unit above.',
  })
  parent(@Root() { parent }: Unit, @Ctx() { units }: HubContext): Unit | null {
    return parent ? (units.get(parent.code, parent.validFrom) ?? null) : null;
  }

  @Open()
  @FieldResolver(() => [AdministrativeUnit], {
    nullable: true,
    description: 'Đơn vị trực thuộc. The units directly below.',
  })
  children(@Root() unit: Unit, @Ctx() { units }: HubContext): readonly Unit[] {
    return units.childrenOf(unit);
  }

  @Open()
  @FieldResolver(() => [AdministrativeUnitLink], {
    nullable: true,
    description: 'Được lập từ. What it was made of.',
  })
  predecessors(@Root() { predecessors }: Unit, @Ctx() context: HubContext): AdministrativeUnitLink[] {
    return toLinks(context, predecessors);
  }

  @Open()
  @FieldResolver(() => [AdministrativeUnitLink], {
    nullable: true,
    description: 'Đã nhập vào. What it became.',
  })
  successors(@Root() { successors }: Unit, @Ctx() context: HubContext): AdministrativeUnitLink[] {
    return toLinks(context, successors);
  }
}

function toTerm<K extends string>(key: K, given: string | null | undefined): Partial<Record<K, string>> {
  const text = given?.trim();
  return text ? ({ [key]: text } as Record<K, string>) : {};
}

/** Both ends of a step are in the index: units are linked as they are added to it. */
function toLinks({ units }: HubContext, links: readonly UnitLink[]): AdministrativeUnitLink[] {
  return links.map(({ code, validFrom, share, legalRef }) => ({
    unit: units.get(code, validFrom)!,
    share,
    legalRef,
  }));
}
