import { Field, ID, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open, Sealed } from '../../graphql/field-class.ts';
import { PageInfo } from '../../graphql/page-info.ts';
import { DateTimeScalar, JsonScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const ValueChoice = registerCodeEnum(codes.valueChoices);

@ObjectType({ simpleResolvers: true, description: 'Một nguồn nói gì. What one source says.' })
export class ConflictingValue {
  @Internal()
  @Field(() => String, { nullable: true })
  source!: string | null;

  @Sealed()
  @Field(() => JsonScalar, { nullable: true })
  value!: unknown;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Hub biết lúc. When the hub learned of it.' })
  recordedAt!: string | null;
}

/** Sealed: which record, and its values. Here no field's class is known; `provenance` of a record knows them. */
@ObjectType({
  simpleResolvers: true,
  description: 'Một trường của một bản ghi mà các nguồn nói khác nhau. A field on which sources disagree.',
})
export class Conflict {
  @Internal()
  @Field(() => String, { nullable: true })
  dataset!: string | null;

  @Sealed()
  @Field(() => ID, { nullable: true, description: 'Mã bản ghi. Id of the record.' })
  record!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  field!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Nguồn được chọn. Source that was picked.' })
  picked!: string | null;

  @Internal()
  @Field(() => ValueChoice, { nullable: true, description: 'Vì sao chọn. Why.' })
  why!: string | null;

  @Internal()
  @Field(() => [ConflictingValue], { nullable: true, description: 'Mới nhất trước. The latest first.' })
  values!: ConflictingValue[] | null;
}

@ObjectType({ simpleResolvers: true })
export class ConflictPage {
  @Open()
  @Field(() => [Conflict])
  nodes!: Conflict[];

  @Open()
  @Field(() => PageInfo)
  pageInfo!: PageInfo;
}
