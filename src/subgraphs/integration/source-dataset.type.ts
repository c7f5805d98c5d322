import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal } from '../../graphql/field-class.ts';
import * as codes from '../../model/code-lists/index.ts';

const BindingMode = registerCodeEnum(codes.bindingModes);

@ObjectType({
  simpleResolvers: true,
  description: 'Một tập dữ liệu của hub do một nguồn nuôi. A dataset of the hub that a source feeds.',
})
export class SourceDataset {
  @Internal()
  @Field(() => String, { nullable: true, description: 'Tên tập dữ liệu của hub. Dataset of the hub.' })
  name!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  titleVi!: string | null;

  @Internal()
  @Field(() => String, { nullable: true })
  titleEn!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Tên ở nguồn. What the source calls it.' })
  from!: string | null;

  @Internal()
  @Field(() => BindingMode, { nullable: true, description: 'Cách lấy. How it is fed.' })
  mode!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Nhịp, ISO 8601. Pause between two runs.' })
  every!: string | null;

  source!: string;
  table!: string | null;
}
