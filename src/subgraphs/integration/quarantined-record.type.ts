import { Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Sealed } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const QuarantineStatus = registerCodeEnum(codes.quarantineStatuses);

/** Sealed: whatever quotes what was sent, for that may be anybody's personal data and no field's class is known. */
@ObjectType({
  simpleResolvers: true,
  description:
    'Bản ghi hub không nhận: vì sao, trường nào, từ đâu. A record that was refused: why, which field, from where.',
})
export class QuarantinedRecord {
  @Internal()
  @Field(() => ID, { nullable: true })
  id!: string | number | null;

  @Internal()
  @Field(() => String, { nullable: true })
  source!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  dataset!: string | null;

  @Internal()
  @Field(() => ID, { nullable: true, description: 'Lượt chạy thấy nó lần cuối. Run that saw it last.' })
  run!: string | null;

  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'Mã lý do: not-a-record, map, record, store, hoặc của bộ kết nối. Stable reason code.',
  })
  reason!: string | null;

  @Internal()
  @Field(() => String, {
    nullable: true,
    description: 'Trường sai, nếu biết. Field that is wrong, if known.',
  })
  field!: string | null;

  @Sealed()
  @Field(() => String, {
    nullable: true,
    description: 'Tệp, chủ đề hoặc URL trang. File, topic or page URL.',
  })
  uri!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true, description: 'Dòng, vị trí hoặc offset. Line, index or offset.' })
  position!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  firstSeenAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  lastSeenAt!: string | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: 'Số lần nguồn gửi. Times it was sent.' })
  timesSeen!: number | null;

  @Internal()
  @Field(() => QuarantineStatus, { nullable: true })
  status!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true })
  decidedAt!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Ai xử lý. Who handled it.' })
  decidedBy!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true, description: "Vì sao xử lý như vậy. The handler's reason." })
  note!: string | null;
}
