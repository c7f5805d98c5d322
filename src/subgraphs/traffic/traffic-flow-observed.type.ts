import { Directive, Field, Float, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open } from '../../graphql/field-class.ts';
import { MaxAge } from '../../graphql/max-age.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const LaneDirection = registerCodeEnum(codes.laneDirections);
const VehicleType = registerCodeEnum(codes.vehicleTypes);
const FlowQualityFlag = registerCodeEnum(codes.flowQualityFlags);

@MaxAge(5)
@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Số đo của một cảm biến trong một kỳ (NGSI-LD TrafficFlowObserved); địa bàn là của đoạn đường. ' +
    'What a sensor counted in a period; the administrative unit is that of its road segment.',
})
export class TrafficFlowObserved {
  @Open()
  @Field(() => ID, { description: '<cảm biến>:<thời điểm>[:<làn>][:<loại xe>]. <sensor>:<instant>[…].' })
  id!: string;

  @Open()
  @Field(() => ID, { description: 'Cảm biến. Sensor.' })
  sensorId!: string;

  @Open()
  @Field(() => String, { nullable: true, description: 'Làn; trống = mọi làn. Lane; null = all.' })
  laneId!: string | null;

  @Open()
  @Field(() => LaneDirection, { nullable: true, description: 'Chiều của làn. Direction.' })
  laneDirection!: string | null;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Đầu kỳ đếm. Start of the period.' })
  dateObservedFrom!: string;

  @Open()
  @Field(() => DateTimeScalar, { description: 'Cuối kỳ đếm. End of the period.' })
  dateObserved!: string;

  @Open()
  @Field(() => Int, { description: 'Độ dài kỳ đếm, giây. Length of the period, s.' })
  periodSeconds!: number;

  @Open()
  @Field(() => Int, {
    nullable: true,
    description: 'Số xe TRONG KỲ, không phải mỗi giờ. Vehicles PER PERIOD, not per hour.',
  })
  intensity!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Tỷ lệ chiếm dụng, 0 đến 1. Occupancy, 0 to 1.' })
  occupancy!: number | null;

  @Open()
  @Field(() => Float, { nullable: true, description: 'Tốc độ trung bình, km/h. Average speed, km/h.' })
  averageVehicleSpeed!: number | null;

  @Open()
  @Field(() => Float, {
    nullable: true,
    description: 'Giãn cách thời gian trung bình, giây. Average headway, s.',
  })
  averageHeadwayTime!: number | null;

  @Open()
  @Field(() => Boolean, { nullable: true, description: 'Ùn tắc theo cảm biến. Congested, says the sensor.' })
  congested!: boolean | null;

  @Open()
  @Field(() => VehicleType, { nullable: true, description: 'Loại xe; trống = mọi loại. Type; null = all.' })
  vehicleType!: string | null;

  @Open()
  @Field(() => [FlowQualityFlag], { description: 'Cờ chất lượng số liệu. Quality flags.' })
  qualityFlags!: string[];

  refRoadSegment!: string | null;
}
