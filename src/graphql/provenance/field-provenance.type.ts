import { Directive, Field, ObjectType } from 'type-graphql';
import * as codes from '../../model/code-lists/index.ts';
import { registerCodeEnum } from '../code-enum.ts';
import { Internal } from '../field-class.ts';

const ValueChoice = registerCodeEnum(codes.valueChoices);

@Directive('@shareable')
@ObjectType({
  simpleResolvers: true,
  description: 'Một trường của bản ghi từ đâu mà có. Where one field of a record comes from.',
})
export class FieldProvenance {
  @Internal()
  @Field(() => String, { nullable: true, description: 'Trường của bản ghi. Field of the record.' })
  field!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Nguồn được chọn. Source that was picked.' })
  source!: string | null;

  @Internal()
  @Field(() => ValueChoice, { nullable: true, description: 'Vì sao chọn. Why.' })
  why!: string | null;

  @Internal()
  @Field(() => [String], {
    nullable: true,
    description:
      'Đường dẫn ở nguồn tạo nên trường này; null khi không biết. Raw paths it is made from; null when not known.',
  })
  paths!: readonly string[] | null;
}
