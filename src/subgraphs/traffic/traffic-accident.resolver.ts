import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root, Subscription } from 'type-graphql';
import { subscribeToChanges } from '../../graphql/changes.ts';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Open, Personal } from '../../graphql/field-class.ts';
import { GeoPoint, toGeoPoint } from '../../graphql/geo-point.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { matches } from '../../graphql/predicate-memory.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import type { WhereInput } from '../../graphql/where.ts';
import { type AccidentSeverity, isAtLeastAsSevere } from '../../model/accident-severity.ts';
import { accidentSeverities } from '../../model/code-lists/index.ts';
import { AccidentVehicle } from './accident-vehicle.type.ts';
import { RoadSegmentReference, toRoadSegmentReference } from './road-segment.reference.ts';
import { trafficAccidentDataset } from './traffic-accident.dataset.ts';
import { trafficAccidentList, trafficAccidents } from './traffic-accident.input.ts';
import { TrafficAccident } from './traffic-accident.type.ts';
import { toVehicleReference, VehicleReference } from './vehicle.reference.ts';

const Severity = registerCodeEnum(accidentSeverities);

interface SubscriptionArgs {
  minSeverity?: AccidentSeverity | null;
  where?: WhereInput | null;
}

@Resolver(() => TrafficAccident)
export class TrafficAccidentResolver {
  @Open()
  @Query(() => trafficAccidentList.Connection, {
    description: 'Các vụ tai nạn, mới nhất trước. Accidents, newest first.',
  })
  trafficAccidents(
    @Args(() => trafficAccidentList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficAccidents.page(context, args);
  }

  @Open()
  @Query(() => TrafficAccident, { nullable: true, description: 'Một vụ tai nạn theo mã. One accident.' })
  trafficAccident(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return trafficAccidents.byId(context, id);
  }

  @Open()
  @Subscription(() => TrafficAccident, {
    description:
      'Mỗi vụ tai nạn vừa được báo, và mỗi lần số liệu của một vụ thay đổi. ' +
      'Each accident as it is reported, and each time its figures change.',
    subscribe: ({ args, context }: { args: SubscriptionArgs; context: HubContext }) => {
      const { minSeverity } = args;
      const wanted = trafficAccidentList.predicate(context, args.where);
      return subscribeToChanges(
        context,
        trafficAccidentDataset,
        (row) =>
          (!minSeverity || isAtLeastAsSevere(row.accidentSeverity as AccidentSeverity | null, minSeverity)) &&
          matches(wanted, row),
      );
    },
  })
  accidentReported(
    @Root() accident: TrafficAccident,
    @Arg('minSeverity', () => Severity, {
      nullable: true,
      description:
        'Từ mức này trở lên, theo mức độ tính được (Thông tư 26/2024/TT-BCA, Điều 5); vụ chưa rõ mức độ không được gửi. ' +
        'This computed severity or worse; accidents whose severity is not known yet are left out.',
    })
    _minSeverity: AccidentSeverity | null,
    @Arg('where', () => trafficAccidentList.Where, { nullable: true }) _where: WhereInput | null,
  ): TrafficAccident {
    return accident;
  }

  @Open()
  @FieldResolver(() => RoadSegmentReference, { nullable: true, description: 'Đoạn đường. The road segment.' })
  roadSegment(@Root() accident: TrafficAccident): RoadSegmentReference | null {
    return toRoadSegmentReference(accident.refRoadSegment);
  }

  @Open()
  @FieldResolver(() => GeoPoint, { nullable: true, description: 'Vị trí. Where it happened.' })
  location(@Root() accident: TrafficAccident): GeoPoint | null {
    return toGeoPoint(accident.locationLon, accident.locationLat);
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Địa bàn. The unit it lies in.',
  })
  administrativeUnit(
    @Root() accident: TrafficAccident,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, accident.unitCode, accident.unitValidFrom, asOf);
  }

  @Open()
  @FieldResolver(() => [AccidentVehicle], { description: 'Phương tiện trong vụ. Vehicles in the accident.' })
  involvedVehicles(@Root() accident: TrafficAccident): AccidentVehicle[] {
    return accident.vehicles.map(({ vehicleRef, vehicleType, role }) => ({
      vehicle: toVehicleReference(vehicleRef),
      vehicleType,
      role,
    }));
  }

  @Personal()
  @FieldResolver(() => [VehicleReference], {
    nullable: 'itemsAndList',
    description:
      'Các xe rõ biển số; một phần tử trống là biển số không có trong đăng ký. ' +
      'Vehicles whose plate is known; an empty element is a plate that is not registered.',
  })
  vehicles(@Root() accident: TrafficAccident): VehicleReference[] {
    return accident.vehicles.flatMap(({ vehicleRef }) => toVehicleReference(vehicleRef) ?? []);
  }
}
