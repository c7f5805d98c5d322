import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import type { HubContext } from '../../graphql/context.ts';
import { Internal, Open, Personal } from '../../graphql/field-class.ts';
import { GeoPoint, toGeoPoint } from '../../graphql/geo-point.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import { violationGroups } from '../../model/code-lists/index.ts';
import { findViolationCode } from '../../model/violation-codes/index.ts';
import { ResidentReference } from './resident.reference.ts';
import { RoadSegmentReference } from './road-segment.reference.ts';
import { trafficViolationList, trafficViolations } from './traffic-violation.input.ts';
import { TrafficViolation } from './traffic-violation.type.ts';
import { VehicleReference } from './vehicle.reference.ts';
import { toViolationDescription, ViolationDescription } from './violation-description.type.ts';

const ViolationGroup = registerCodeEnum(violationGroups);

@Resolver(() => TrafficViolation)
export class TrafficViolationResolver {
  @Open()
  @Query(() => trafficViolationList.Connection, {
    description: 'Vi phạm giao thông, mới nhất trước. Traffic violations, newest first.',
  })
  trafficViolations(
    @Args(() => trafficViolationList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficViolations.page(context, args);
  }

  @Open()
  @Query(() => TrafficViolation, { nullable: true, description: 'Một vi phạm theo mã. One violation by id.' })
  trafficViolation(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return trafficViolations.byId(context, id);
  }

  @Open()
  @FieldResolver(() => ViolationGroup, { nullable: true, description: 'Nhóm hành vi. Group of acts.' })
  group(@Root() { violationCode }: TrafficViolation): string | null {
    return findViolationCode(violationCode)?.group ?? null;
  }

  @Open()
  @FieldResolver(() => ViolationDescription, {
    nullable: true,
    description: 'Hành vi, mức phạt, căn cứ. What the code says.',
  })
  violationDescription(@Root() { violationCode }: TrafficViolation): ViolationDescription | null {
    const code = findViolationCode(violationCode);
    return code ? toViolationDescription(code) : null;
  }

  @Internal()
  @FieldResolver(() => GeoPoint, { nullable: true, description: 'Nơi vi phạm. Where it happened.' })
  location(@Root() { locationLon, locationLat }: TrafficViolation): GeoPoint | null {
    return toGeoPoint(locationLon, locationLat);
  }

  @Open()
  @FieldResolver(() => RoadSegmentReference, { nullable: true, description: 'Đoạn đường. The road segment.' })
  roadSegment(@Root() { refRoadSegment }: TrafficViolation): RoadSegmentReference | null {
    return refRoadSegment === null ? null : { id: refRoadSegment };
  }

  @Personal()
  @FieldResolver(() => VehicleReference, {
    nullable: true,
    description: 'Phương tiện, theo biển số. The vehicle, by its plate.',
  })
  vehicle(@Root() { vehicleRef }: TrafficViolation): VehicleReference | null {
    return vehicleRef === null ? null : { id: vehicleRef };
  }

  @Personal()
  @FieldResolver(() => ResidentReference, {
    nullable: true,
    description: 'Người điều khiển; chỉ biết sau khi làm việc với công an. The driver, once known.',
  })
  driver(@Root() { driverPersonalId }: TrafficViolation): ResidentReference | null {
    return driverPersonalId === null ? null : { personalId: driverPersonalId };
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Nơi vi phạm. Where it happened.',
  })
  administrativeUnit(
    @Root() { unitCode, unitValidFrom }: TrafficViolation,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, unitCode, unitValidFrom, asOf);
  }
}

@Resolver(() => VehicleReference)
export class VehicleViolationsResolver {
  @Personal()
  @FieldResolver(() => trafficViolationList.Connection, {
    nullable: true,
    description: 'Vi phạm của phương tiện này. Violations recorded against this vehicle.',
  })
  violations(
    @Root() vehicle: VehicleReference,
    @Args(() => trafficViolationList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficViolations.pageOf(context, args, 'vehicleRef', vehicle.id);
  }
}

@Resolver(() => RoadSegmentReference)
export class RoadSegmentViolationsResolver {
  @Internal()
  @FieldResolver(() => trafficViolationList.Connection, {
    nullable: true,
    description: 'Vi phạm trên đoạn đường này. Violations on this segment.',
  })
  violations(
    @Root() segment: RoadSegmentReference,
    @Args(() => trafficViolationList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return trafficViolations.pageOf(context, args, 'refRoadSegment', segment.id);
  }
}
