import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Internal } from '../../graphql/field-class.ts';
import type { Row } from '../../graphql/list.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import type { PatrolShiftEntity } from './patrol-shift.entity.ts';
import { patrolShiftList, patrolShifts } from './patrol-shift.input.ts';
import { PatrolShift } from './patrol-shift.type.ts';
import { RoadSegmentReference } from './road-segment.reference.ts';
import { hideUnended, narrowToEnded } from './unended-shift.rule.ts';

/** One shift by its id, as far as the asker may know of it. */
export async function findShift(context: HubContext, id: string): Promise<Row | null> {
  return hideUnended(context, await patrolShifts.byId(context, id));
}

@Resolver(() => PatrolShift)
export class PatrolShiftResolver {
  @Internal()
  @Query(() => patrolShiftList.Connection, {
    nullable: true,
    description: 'Ca tuần tra, mới nhất trước. Patrol shifts, newest first.',
  })
  patrolShifts(
    @Args(() => patrolShiftList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return patrolShifts.page(context, narrowToEnded(context, args));
  }

  @Internal()
  @Query(() => PatrolShift, { nullable: true, description: 'Một ca theo mã. One shift by id.' })
  patrolShift(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<Row | null> {
    return findShift(context, id);
  }

  @Internal()
  @FieldResolver(() => [RoadSegmentReference], {
    nullable: 'itemsAndList',
    description: 'Các đoạn đường trên tuyến, theo thứ tự. The segments of the route, in order.',
  })
  routeSegments(@Root() { routeSegments }: PatrolShiftEntity): RoadSegmentReference[] {
    return routeSegments.map((id) => ({ id }));
  }

  @Internal()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Địa bàn. Where it patrols.',
  })
  administrativeUnit(
    @Root() { unitCode, unitValidFrom }: PatrolShift,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, unitCode, unitValidFrom, asOf);
  }
}
