import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal, Sealed } from '../../graphql/field-class.ts';
import { DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const PatrolMode = registerCodeEnum(codes.patrolModes);
const PatrolActivity = registerCodeEnum(codes.patrolActivities);

@Directive('@key(fields: "id")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Ca tuần tra, kiểm soát (Thông tư 73/2024/TT-BCA). Ca chưa kết thúc chỉ hiện với người được xem dữ liệu kín. ' +
    'A patrol shift; one that has not ended is there only for those who may see what is sealed.',
})
export class PatrolShift {
  @Internal()
  @Field(() => ID, { nullable: true, description: 'Mã ca. Identifier.' })
  id!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true, description: 'Số kế hoạch. Number of the plan.' })
  planNumber!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true, description: 'Tổ tuần tra. The team.' })
  teamCode!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true, description: 'Cấp bậc tổ trưởng. Rank of the leader.' })
  leaderRank!: string | null;

  @Internal()
  @Field(() => Int, { nullable: true, description: 'Số cán bộ. Officers.' })
  memberCount!: number | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Bắt đầu. Start.' })
  startAt!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Kết thúc. End.' })
  endAt!: string | null;

  @Internal()
  @Field(() => PatrolMode, { nullable: true, description: 'Hình thức. Mode.' })
  mode!: string | null;

  @Internal()
  @Field(() => PatrolActivity, { nullable: true, description: 'Chuyên đề. What it looks for.' })
  activity!: string | null;

  @Internal()
  @Field(() => DateTimeScalar, { nullable: true, description: 'Nguồn cập nhật lúc. Updated at the source.' })
  sourceUpdatedAt!: string | null;

  unitCode!: string | null;
  unitValidFrom!: string | null;
}
