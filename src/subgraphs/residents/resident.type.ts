import { Directive, Field, ID, Int, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Personal } from '../../graphql/field-class.ts';
import { DateScalar, DateTimeScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const Sex = registerCodeEnum(codes.sexes);
const ResidentStatus = registerCodeEnum(codes.residentStatuses);

@Directive('@key(fields: "personalId")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Cư dân, tra cứu trực tiếp tại Cơ sở dữ liệu quốc gia về dân cư, không lưu tại hub. ' +
    'A resident, looked up at the National Population Database and never kept here.',
})
export class Resident {
  @Personal()
  @Field(() => ID, {
    nullable: true,
    description: 'Số định danh cá nhân, 12 chữ số. Personal id, 12 digits.',
  })
  personalId!: string | null;

  @Personal()
  @Field(() => String, { nullable: true, description: 'Họ, chữ đệm và tên. Full name.' })
  fullName!: string | null;

  @Personal()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày sinh; null khi chỉ biết năm. null when only the year is known.',
  })
  dateOfBirth!: string | null;

  @Personal()
  @Field(() => Sex, { nullable: true, description: 'Giới tính. Sex.' })
  sex!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Quốc tịch, mã ISO 3166-1 hai chữ. Nationality, ISO 3166-1 alpha-2.',
  })
  nationality!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Địa chỉ chi tiết nơi thường trú. Address of permanent residence.',
  })
  permanentResidenceDetail!: string | null;

  @Personal()
  @Field(() => String, {
    nullable: true,
    description: 'Địa chỉ chi tiết nơi ở hiện tại. Address of current residence.',
  })
  currentResidenceDetail!: string | null;

  @Personal()
  @Field(() => ID, { nullable: true, description: 'Mã hộ. Household.' })
  householdId!: string | null;

  @Personal()
  @Field(() => ResidentStatus, { nullable: true, description: 'Tình trạng cư dân. Status.' })
  status!: string | null;

  @Personal()
  @Field(() => Int, {
    nullable: true,
    description: 'Mức định danh điện tử VNeID: 1 hoặc 2. Level of electronic identification.',
  })
  digitalIdLevel!: number | null;

  @Personal()
  @Field(() => DateTimeScalar, {
    nullable: true,
    description: 'Nguồn cập nhật lúc. When the owner last changed it.',
  })
  sourceUpdatedAt!: string | null;

  permanentResidenceUnitCode!: string | null;
  permanentResidenceUnitValidFrom!: string | null;
  currentResidenceUnitCode!: string | null;
  currentResidenceUnitValidFrom!: string | null;
}
