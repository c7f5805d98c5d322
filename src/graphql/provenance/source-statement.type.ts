import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Internal, Personal } from '../field-class.ts';
import { DateTimeScalar, JsonScalar } from '../scalars.ts';

/** Its values are of fields that the asker may see, each by the class of its own field. */
@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description: 'Giá trị một nguồn nêu ở một trường. What a source says in one field.',
})
export class StatedValue {
  @Internal()
  @Field(() => String, { nullable: true })
  field!: string | null;

  @Internal()
  @Field(() => JsonScalar, { nullable: true })
  value!: unknown;

  @Internal()
  @Field(() => Boolean, {
    nullable: true,
    description: 'Bản ghi đang hiện giá trị của nguồn này. The record shows the value of this source.',
  })
  holds!: boolean | null;
}

@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description:
    'Điều một nguồn nói về bản ghi, giữ nguyên kể cả khi không được chọn. What one source says of a record.',
})
export class SourceStatement {
  @Internal()
  @Field(() => String, { nullable: true })
  source!: string | null;

  @Internal()
  @Field(() => ID, { nullable: true })
  run!: string | null;

  @Personal()
  @Field(() => String, { nullable: true })
  uri!: string | null;

  @Personal()
  @Field(() => String, { nullable: true })
  position!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn nói lúc. When it was so.' })
  observedAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Hub biết lúc. When the hub learned of it.' })
  recordedAt!: string | null;

  @Internal()
  @Field(() => [StatedValue], {
    nullable: true,
    description: 'Các trường khóa này được xem. Fields that this key may see.',
  })
  values!: StatedValue[] | null;
}
