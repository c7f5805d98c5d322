import { Field, Float, ID, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal } from '../../graphql/field-class.ts';
import { measurementKinds } from '../../model/code-lists/index.ts';

const MeasurementKind = registerCodeEnum(measurementKinds);

@ObjectType({
  simpleResolvers: true,
  description: 'Kết quả đo làm căn cứ. The measurement that it rests on.',
})
export class ViolationMeasurement {
  @Internal()
  @Field(() => MeasurementKind, { nullable: true, description: 'Đo gì. What was measured.' })
  kind!: string | null;

  @Internal()
  @Field(() => Float, { nullable: true, description: 'Giá trị đo được, theo unit. The value, in `unit`.' })
  value!: number | null;

  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'km/h, mg/l, mg/100ml hoặc kg. Unit of value and limit.',
  })
  unit!: string | null;

  @Internal()
  @Field(() => Float, { nullable: true, description: 'Giới hạn cho phép, theo unit. The limit, in `unit`.' })
  limit!: number | null;

  @Internal()
  @Field(() => ID, { nullable: true, description: 'Thiết bị đo. Measuring device.' })
  deviceId!: string | null;
}
