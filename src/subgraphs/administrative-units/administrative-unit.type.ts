import { Directive, Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open } from '../../graphql/field-class.ts';
import { MaxAge } from '../../graphql/max-age.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import * as codes from '../../model/code-lists/index.ts';

const AdministrativeLevel = registerCodeEnum(codes.unitLevels);
const AdministrativeUnitType = registerCodeEnum(codes.unitTypes);
const AdministrativeCodeSet = registerCodeEnum(codes.unitCodeSets);

/** Beside its key everything may be null: a record of another province names a unit that is not listed here. */
@MaxAge(3600)
@Directive('@key(fields: "code validFrom")')
@ObjectType({
  simpleResolvers: true,
  description:
    'Đơn vị hành chính: mã chỉ có nghĩa cùng ngày hiệu lực (từ 01/07/2025 nhiều mã chỉ địa danh khác). ' +
    'An administrative unit; its code means something only together with the day it took effect.',
})
export class AdministrativeUnit {
  @Open()
  @Field(() => String, { description: 'Mã: 2 (tỉnh), 3 (huyện) hoặc 5 chữ số (xã). Code: 2, 3 or 5 digits.' })
  code!: string;

  @Open()
  @Field(() => DateScalar, {
    description: 'Ngày đầu tiên mã chỉ đơn vị này. First day on which the code named it.',
  })
  validFrom!: string;

  @Open()
  @Field(() => DateScalar, {
    nullable: true,
    description: 'Ngày cuối cùng; null khi còn hiệu lực. Last day; null while in force.',
  })
  validTo!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Tên đầy đủ: Phường Vũ Ninh. Name in Vietnamese.' })
  nameVi!: string | null;

  @Open()
  @Field(() => String, { nullable: true, description: 'Tên tiếng Anh: Vu Ninh Ward. Name in English.' })
  nameEn!: string | null;

  @Open()
  @Field(() => AdministrativeLevel, { nullable: true, description: 'Cấp hành chính. Level.' })
  level!: string | null;

  @Open()
  @Field(() => AdministrativeUnitType, { nullable: true, description: 'Loại đơn vị. Type of unit.' })
  type!: string | null;

  @Open()
  @Field(() => AdministrativeCodeSet, { nullable: true, description: 'Danh mục chứa mã này. Code set.' })
  codeSet!: string | null;
}
