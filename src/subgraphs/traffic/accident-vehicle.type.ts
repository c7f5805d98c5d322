import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open, Personal } from '../../graphql/field-class.ts';
import * as codes from '../../model/code-lists/index.ts';
import { VehicleReference } from './vehicle.reference.ts';

const VehicleType = registerCodeEnum(codes.vehicleTypes);
const AccidentVehicleRole = registerCodeEnum(codes.vehicleRoles);

@ObjectType({
  simpleResolvers: true,
  description: 'Một phương tiện trong vụ tai nạn. A vehicle in an accident.',
})
export class AccidentVehicle {
  @Personal()
  @Field(() => VehicleReference, {
    nullable: true,
    description:
      'Xe đã đăng ký; trống khi không rõ biển số. The registered vehicle; null when the plate is not known.',
  })
  vehicle!: VehicleReference | null;

  @Open()
  @Field(() => VehicleType, { description: 'Loại phương tiện. Vehicle type.' })
  vehicleType!: string;

  @Open()
  @Field(() => AccidentVehicleRole, { description: 'Vai trò trong vụ. Role.' })
  role!: string;
}
