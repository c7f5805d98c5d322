import { Args, Ctx, FieldResolver, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { SortDirection } from '../../graphql/order.ts';
import { RoadSegmentReference } from './road-segment.reference.ts';
import { trafficAccidentList, trafficAccidents } from './traffic-accident.input.ts';
import { trafficFlowObservedList, trafficFlows } from './traffic-flow-observed.input.ts';
import { TrafficFlowObserved } from './traffic-flow-observed.type.ts';
import { trafficIncidentList, trafficIncidents } from './traffic-incident.input.ts';

const SEGMENT = 'refRoadSegment';

/** What happens on a road segment. */
@Resolver(() => RoadSegmentReference)
export class RoadSegmentTrafficResolver {
  @Open()
  @FieldResolver(() => TrafficFlowObserved, {
    nullable: true,
    description: 'Số đo mới nhất. The newest observation.',
  })
  flow(@Root() { id }: RoadSegmentReference, @Ctx() context: HubContext): Promise<unknown> {
    return trafficFlows.firstOf(context, SEGMENT, id, [
      ['dateObserved', SortDirection.DESC],
      ['id', SortDirection.DESC],
    ]);
  }

  @Open()
  @FieldResolver(() => trafficFlowObservedList.Connection, {
    description: 'Các số đo mà hub còn giữ. Observations that the hub still keeps.',
  })
  flowHistory(
    @Root() { id }: RoadSegmentReference,
    @Args(() => trafficFlowObservedList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficFlows.pageOf(context, args, SEGMENT, id);
  }

  @Open()
  @FieldResolver(() => trafficIncidentList.Connection, {
    description: 'Sự cố trên đoạn này. Incidents on it.',
  })
  incidents(
    @Root() { id }: RoadSegmentReference,
    @Args(() => trafficIncidentList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficIncidents.pageOf(context, args, SEGMENT, id);
  }

  @Open()
  @FieldResolver(() => trafficAccidentList.Connection, {
    description: 'Tai nạn trên đoạn này. Accidents on it.',
  })
  accidents(
    @Root() { id }: RoadSegmentReference,
    @Args(() => trafficAccidentList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficAccidents.pageOf(context, args, SEGMENT, id);
  }
}
