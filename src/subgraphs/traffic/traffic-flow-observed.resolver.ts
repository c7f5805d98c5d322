import { Arg, Args, Ctx, FieldResolver, Float, Query, Resolver, Root, Subscription } from 'type-graphql';
import { batched } from '../../graphql/batch.ts';
import { subscribeToChanges } from '../../graphql/changes.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { matches } from '../../graphql/predicate-memory.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import type { WhereInput } from '../../graphql/where.ts';
import { RoadSegmentReference, toRoadSegmentReference } from './road-segment.reference.ts';
import { trafficFlowObservedDataset } from './traffic-flow-observed.dataset.ts';
import { trafficFlowObservedList, trafficFlows } from './traffic-flow-observed.input.ts';
import { TrafficFlowObserved } from './traffic-flow-observed.type.ts';

/** A sensor stands on a segment, and the segment lies in a unit: one statement for all readings of a level. */
function segmentUnits(context: HubContext) {
  return batched<string, SegmentUnit>(context, 'flow segment units', async (ids) => {
    const segments = await context.find('roadSegment', { property: 'id', op: 'in', value: ids }, ids.length);
    return new Map(segments.map((segment) => [segment.id as string, segment as unknown as SegmentUnit]));
  });
}

interface SegmentUnit {
  unitCode: string | null;
  unitValidFrom: string | null;
}

interface SubscriptionArgs {
  where?: WhereInput | null;
}

@Resolver(() => TrafficFlowObserved)
export class TrafficFlowObservedResolver {
  @Open()
  @Query(() => trafficFlowObservedList.Connection, {
    description:
      'Các số đo mà hub còn giữ, mới nhất trước. Observations that the hub still keeps, newest first.',
  })
  trafficFlowObserved(
    @Args(() => trafficFlowObservedList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficFlows.page(context, args);
  }

  @Open()
  @Subscription(() => TrafficFlowObserved, {
    name: 'trafficFlowObserved',
    description: 'Mỗi số đo mới, ngay khi đã ghi. Each observation, as soon as it is stored.',
    subscribe: ({ args, context }: { args: SubscriptionArgs; context: HubContext }) => {
      const wanted = trafficFlowObservedList.predicate(context, args.where);
      return subscribeToChanges(context, trafficFlowObservedDataset, (row) => matches(wanted, row));
    },
  })
  flowArrived(
    @Root() flow: TrafficFlowObserved,
    @Arg('where', () => trafficFlowObservedList.Where, { nullable: true }) _where: WhereInput | null,
  ): TrafficFlowObserved {
    return flow;
  }

  @Open()
  @FieldResolver(() => RoadSegmentReference, {
    nullable: true,
    description: 'Đoạn đường đặt cảm biến. Where it stands.',
  })
  roadSegment(@Root() flow: TrafficFlowObserved): RoadSegmentReference | null {
    return toRoadSegmentReference(flow.refRoadSegment);
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Đơn vị hành chính của đoạn đường. The unit of the road segment.',
  })
  async administrativeUnit(
    @Root() flow: TrafficFlowObserved,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): Promise<AdministrativeUnitReference | null> {
    if (flow.refRoadSegment === null) return null;
    const segment = await segmentUnits(context).load(flow.refRoadSegment);
    return segment ? toUnitReference(context, segment.unitCode, segment.unitValidFrom, asOf) : null;
  }

  @Open()
  @FieldResolver(() => Float, {
    nullable: true,
    description:
      'Lưu lượng quy đổi, xe/giờ (DATEX II vehicleFlowRate) = intensity × 3600 / periodSeconds. Vehicles per hour.',
  })
  vehicleFlowRate(@Root() flow: TrafficFlowObserved): number | null {
    return flow.intensity === null ? null : (flow.intensity * 3600) / flow.periodSeconds;
  }
}
