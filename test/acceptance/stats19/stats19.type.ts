import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../../src/graphql/code-enum.ts';
import { Internal, Open } from '../../../src/graphql/field-class.ts';
import * as codes from '../../../src/model/code-lists/index.ts';

const VehicleType = registerCodeEnum(codes.vehicleTypes);
const InvolvementRole = registerCodeEnum(codes.involvementRoles);
const InjuryStatus = registerCodeEnum(codes.injuryStatuses);
const AgeBand = registerCodeEnum(codes.ageBands);

/** An accident as this subgraph knows one: by its key. */
@Directive('@key(fields: "id")')
@ObjectType('TrafficAccident', { simpleResolvers: true })
export class AccidentReference {
  @Open()
  @Field(() => ID)
  id!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Stats19Vehicle {
  @Open()
  @Field(() => ID)
  id!: string;

  @Open()
  @Field(() => VehicleType, { nullable: true })
  vehicleType!: string | null;

  accidentId!: string;
}

@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Stats19Casualty {
  @Open()
  @Field(() => ID)
  id!: string;

  @Open()
  @Field(() => InvolvementRole)
  role!: string;

  @Open()
  @Field(() => InjuryStatus)
  severity!: string;

  @Internal()
  @Field(() => AgeBand, { nullable: true })
  ageBand!: string | null;

  accidentId!: string;
}
