import { Field, ObjectType } from 'type-graphql';
import { registerCodeEnum } from '../../graphql/code-enum.ts';
import { Open } from '../../graphql/field-class.ts';
import type { UnitCandidate } from '../../model/administrative-units/index.ts';
import { unitMatchReasons } from '../../model/code-lists/index.ts';
import { AdministrativeUnit } from './administrative-unit.type.ts';

const UnitMatchReason = registerCodeEnum(unitMatchReasons);

@ObjectType({
  simpleResolvers: true,
  description: 'Một đơn vị có thể được nhắc đến. A unit that may be meant.',
})
export class AdministrativeUnitCandidate implements UnitCandidate {
  @Open()
  @Field(() => AdministrativeUnit)
  unit!: UnitCandidate['unit'];

  @Open()
  @Field(() => UnitMatchReason, { description: 'Vì sao khớp. Why it matches.' })
  reason!: UnitCandidate['reason'];

  @Open()
  @Field(() => Boolean, {
    description: 'Có hiệu lực vào ngày asOf; không nêu asOf: hiện nay. In force on asOf, or now.',
  })
  isInForce!: boolean;
}
