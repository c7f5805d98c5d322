import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Internal } from '../../graphql/field-class.ts';
import * as codes from '../../model/code-lists/index.ts';

const InvolvementRole = registerCodeEnum(codes.involvementRoles);
const InjuryStatus = registerCodeEnum(codes.injuryStatuses);
const AgeBand = registerCodeEnum(codes.ageBands);
const Sex = registerCodeEnum(codes.sexes);

@ObjectType({
  simpleResolvers: true,
  description: 'Một người thương vong, không nêu tên. A casualty, unnamed.',
})
export class AccidentCasualty {
  @Internal()
  @Field(() => InvolvementRole, { nullable: true, description: 'Vai trò. Role.' })
  role!: string;

  @Internal()
  @Field(() => InjuryStatus, { nullable: true, description: 'Tình trạng thương vong. Injury.' })
  severity!: string;

  @Internal()
  @Field(() => AgeBand, { nullable: true, description: 'Nhóm tuổi. Age band.' })
  ageBand!: string | null;

  @Internal()
  @Field(() => Sex, { nullable: true, description: 'Giới tính. Sex.' })
  sex!: string | null;
}
