import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { subscribeToChanges } from '../../graphql/changes.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import { GeoPoint, toGeoPoint } from '../../graphql/geo-point.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { matches } from '../../graphql/predicate-memory.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import type { WhereInput } from '../../graphql/where.ts';
import { RoadSegmentReference, toRoadSegmentReference } from './road-segment.reference.ts';
import { trafficIncidentDataset } from './traffic-incident.dataset.ts';
import { trafficIncidentList, trafficIncidents } from './traffic-incident.input.ts';
import { TrafficIncident } from './traffic-incident.type.ts';

interface SubscriptionArgs {
  where?: WhereInput | null;
}

@Resolver(() => TrafficIncident)
export class TrafficIncidentResolver {
  @Open()
  @Query(() => trafficIncidentList.Connection, {
    description: 'Sự cố, mới nhất trước. Incidents, newest first.',
  })
  trafficIncidents(
    @Args(() => trafficIncidentList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficIncidents.page(context, args);
  }

  @Open()
  @Query(() => TrafficIncident, { nullable: true, description: 'Một sự cố theo mã. One incident.' })
  trafficIncident(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return trafficIncidents.byId(context, id);
  }

  @Open()
  @Subscription(() => TrafficIncident, {
    description:
      'Mỗi sự cố mới hoặc vừa thay đổi, ngay khi đã ghi. Each incident that is new or has changed.',
    subscribe: ({ args, context }: { args: SubscriptionArgs; context: HubContext }) => {
      const wanted = trafficIncidentList.predicate(context, args.where);
      return subscribeToChanges(context, trafficIncidentDataset, (row) => matches(wanted, row));
    },
  })
  incidentChanged(
    @Root() incident: TrafficIncident,
    @Arg('where', () => trafficIncidentList.Where, { nullable: true }) _where: WhereInput | null,
  ): TrafficIncident {
    return incident;
  }

  @Open()
  @FieldResolver(() => RoadSegmentReference, { nullable: true, description: 'Đoạn đường. The road segment.' })
  roadSegment(@Root() incident: TrafficIncident): RoadSegmentReference | null {
    return toRoadSegmentReference(incident.refRoadSegment);
  }

  @Open()
  @FieldResolver(() => GeoPoint, { nullable: true, description: 'Vị trí. Where it is.' })
  location(@Root() incident: TrafficIncident): GeoPoint | null {
    return toGeoPoint(incident.locationLon, incident.locationLat);
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Địa bàn. The unit it lies in.',
  })
  administrativeUnit(
    @Root() incident: TrafficIncident,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, incident.unitCode, incident.unitValidFrom, asOf);
  }
}
