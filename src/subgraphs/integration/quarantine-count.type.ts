import { Field, Int, ObjectType } from 'type-graphql';
import { Internal } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Số bản ghi bị cách ly theo nguồn, tập dữ liệu, lý do, trường. Refused records, counted.',
})
export class QuarantineCount {
  @Internal()
  @Field(() => String, { nullable: true })
  source!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  dataset!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Mã lý do. Reason code.' })
  reason!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Trường sai. Field that is wrong.' })
  field!: string | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: 'Số bản ghi. Records.' })
  count!: number | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Lần cuối thấy. Last seen.' })
  lastSeenAt!: string | null;
}
