import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import { GeoPoint, toGeoPoint } from '../../graphql/geo-point.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import { roadSegmentList, roadSegments } from './road-segment.input.ts';
import { RoadSegment } from './road-segment.type.ts';

@Resolver(() => RoadSegment)
export class RoadSegmentResolver {
  @Open()
  @Query(() => roadSegmentList.Connection, { description: 'Các đoạn đường. Road segments.' })
  roadSegments(
    @Args(() => roadSegmentList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return roadSegments.page(context, args);
  }

  @Open()
  @Query(() => RoadSegment, { nullable: true, description: 'Một đoạn đường theo mã. One road segment.' })
  roadSegment(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return roadSegments.byId(context, id);
  }

  @Open()
  @FieldResolver(() => GeoPoint, { nullable: true, description: 'Điểm đầu. Where it starts.' })
  startPoint(@Root() segment: RoadSegment): GeoPoint | null {
    return toGeoPoint(segment.startPointLon, segment.startPointLat);
  }

  @Open()
  @FieldResolver(() => GeoPoint, { nullable: true, description: 'Điểm cuối. Where it ends.' })
  endPoint(@Root() segment: RoadSegment): GeoPoint | null {
    return toGeoPoint(segment.endPointLon, segment.endPointLat);
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Địa bàn. Where it lies.',
  })
  administrativeUnit(
    @Root() segment: RoadSegment,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, segment.unitCode, segment.unitValidFrom, asOf);
  }
}
