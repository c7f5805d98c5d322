import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open } from '../../graphql/field-class.ts';
import type { AdministrativeUnit as Unit } from '../../model/administrative-units/index.ts';
import { type CodeOf, unitShares } from '../../model/code-lists/index.ts';
import { AdministrativeUnit } from './administrative-unit.type.ts';

const UnitShare = registerCodeEnum(unitShares);

@ObjectType({
  simpleResolvers: true,
  description:
    'Một bước sắp xếp: đơn vị ở đầu kia và phần nhập vào. A step of a reform: the unit at its other end.',
})
export class AdministrativeUnitLink {
  @Open()
  @Field(() => AdministrativeUnit)
  unit!: Unit;

  @Open()
  @Field(() => UnitShare, {
    description: 'Bao nhiêu của đơn vị cũ vào đơn vị mới. How much of the old went into the new.',
  })
  share!: CodeOf<typeof unitShares>;

  @Open()
  @Field(() => String, {
    nullable: true,
    description: 'Nghị quyết, khi biết. The resolution that did it, when known.',
  })
  legalRef!: string | null;
}
