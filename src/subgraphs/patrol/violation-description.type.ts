import { Field, Int, ObjectType } from 'type-graphql';
import { Open } from '../../graphql/field-class.ts';
import type { ViolationCode } from '../../model/violation-codes/index.ts';

@ObjectType({
  simpleResolvers: true,
  description: 'Hành vi mà mã chỉ, theo nghị định. The act that a code stands for, by the decree.',
})
export class ViolationDescription {
  @Open()
  @Field(() => String, { description: 'Bằng tiếng Việt. In Vietnamese.' })
  vi!: string;

  @Open()
  @Field(() => String, { description: 'Bằng tiếng Anh. In English.' })
  en!: string;

  @Open()
  @Field(() => String, {
    description: 'Căn cứ: nghị định, điều, khoản, điểm. Decree, article, clause, point.',
  })
  citation!: string;

  @Open()
  @Field(() => Int, { description: 'Mức phạt thấp nhất với cá nhân, đồng. Lowest fine for a person, VND.' })
  fineMin!: number;

  @Open()
  @Field(() => Int, { description: 'Mức phạt cao nhất với cá nhân, đồng. Highest fine for a person, VND.' })
  fineMax!: number;
}

export function toViolationDescription(code: ViolationCode): ViolationDescription {
  const { decree, article, clause, point } = code;
  return {
    vi: code.labelVi,
    en: code.labelEn,
    citation: `Nghị định ${decree} Điều ${article} khoản ${clause}${point === null ? '' : ` điểm ${point}`}`,
    fineMin: code.fineMinVnd,
    fineMax: code.fineMaxVnd,
  };
}
