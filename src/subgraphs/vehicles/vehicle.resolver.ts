import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Internal, Open, Personal } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import { vietnamDate } from '../../kernel/clock.ts';
import { judgeInspection } from '../../model/inspection.ts';
import { ResidentReference } from './resident.reference.ts';
import { vehicleList, vehicles } from './vehicle.input.ts';
import { InspectionOverdue, Vehicle } from './vehicle.type.ts';

@Resolver(() => Vehicle)
export class VehicleResolver {
  @Open()
  @Query(() => vehicleList.Connection, { description: 'Phương tiện đã đăng ký. Registered vehicles.' })
  vehicles(@Args(() => vehicleList.Args) args: ListArgs, @Ctx() context: HubContext): Promise<Connection> {
    return vehicles.page(context, args);
  }

  @Personal()
  @Query(() => Vehicle, {
    nullable: true,
    description: 'Một phương tiện theo biển số + nhóm + màu. One vehicle by plate key.',
  })
  vehicle(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return vehicles.byId(context, id);
  }

  @Personal()
  @FieldResolver(() => ResidentReference, {
    nullable: true,
    description: 'Chủ xe là cá nhân. The owner, when a person.',
  })
  owner(@Root() vehicle: Vehicle): ResidentReference | null {
    return vehicle.ownerPersonalId === null ? null : { personalId: vehicle.ownerPersonalId };
  }

  @Open()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Nơi đăng ký. Where it is registered.',
  })
  administrativeUnit(
    @Root() vehicle: Vehicle,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return toUnitReference(context, vehicle.registeredAtUnitCode, vehicle.registeredAtUnitValidFrom, asOf);
  }

  @Internal()
  @FieldResolver(() => InspectionOverdue, {
    nullable: true,
    description: 'Quá hạn kiểm định vào ngày asOf. Overdue on a day.',
  })
  inspectionOverdue(
    @Root() vehicle: Vehicle,
    @Arg('asOf', () => DateScalar, { nullable: true }) asOf: string | null,
    @Ctx() context: HubContext,
  ): InspectionOverdue | null {
    const { inspectionValidUntil } = vehicle;
    return inspectionValidUntil === null
      ? null
      : judgeInspection(inspectionValidUntil, asOf ?? vietnamDate(context.now));
  }
}

@Resolver(() => ResidentReference)
export class ResidentVehiclesResolver {
  @Personal()
  @FieldResolver(() => vehicleList.Connection, {
    nullable: true,
    description: 'Xe đứng tên người này. Vehicles in their name.',
  })
  vehicles(
    @Root() resident: ResidentReference,
    @Args(() => vehicleList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return vehicles.pageOf(context, args, 'ownerPersonalId', resident.personalId);
  }
}
