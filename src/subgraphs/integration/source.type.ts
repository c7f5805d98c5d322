import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Open } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';
import { SourceDataset } from './source-dataset.type.ts';

const SourceState = registerCodeEnum(codes.sourceStates);

@ObjectType({
  simpleResolvers: true,
  description: 'Một hệ thống của một chủ quản mà hub lấy dữ liệu. A system of one owner that the hub reads.',
})
export class Source {
  @Open()
  @Field(() => String, { description: 'Tên trong hub.config.ts. Name in hub.config.ts.' })
  name!: string;

  @Open()
  @Field(() => String)
  titleVi!: string;

  @Open()
  @Field(() => String)
  titleEn!: string;

  @Open()
  @Field(() => String, { description: 'Chủ quản. INSTANCE/CLASS/MEMBER/SUBSYSTEM of the owner.' })
  owner!: string;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Kênh: NDOP, NDXP, LGSP, DIRECT_LAB. By which road.' })
  channel!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Bộ kết nối. Connector.' })
  connector!: string | null;

  @Open()
  @Field(() => SourceState, { description: 'Trả lời ra sao lần gần nhất. How it answered last.' })
  status!: string;

  @Open()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Lần cuối trả lời tốt. Last answered well.' })
  asOf!: string | null;

  @Open()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Như vậy từ lúc. In this state since.' })
  since!: string | null;

  @Internal()
  @Field(() => String, { nullable: true, description: 'Vì sao, khi không tốt. Why, when not well.' })
  message!: string | null;

  @Internal()
  @Field(() => [SourceDataset], {
    nullable: 'itemsAndList',
    description: 'Các tập dữ liệu nó nuôi. What it feeds.',
  })
  datasets!: SourceDataset[] | null;
}
