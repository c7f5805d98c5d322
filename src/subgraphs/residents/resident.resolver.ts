import { Arg, Args, Ctx, FieldResolver, ID, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Personal } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { DateScalar } from '../../graphql/scalars.ts';
import { AdministrativeUnitReference, AS_OF, toUnitReference } from '../../graphql/unit-field.ts';
import { residentList, residents } from './resident.input.ts';
import { Resident } from './resident.type.ts';

@Resolver(() => Resident)
export class ResidentResolver {
  @Personal()
  @Query(() => residentList.Connection, {
    nullable: true,
    description: 'Cư dân, hỏi trực tiếp nơi quản lý. Residents, asked of their register.',
  })
  residents(@Args(() => residentList.Args) args: ListArgs, @Ctx() context: HubContext): Promise<Connection> {
    return residents.page(context, args);
  }

  @Personal()
  @Query(() => Resident, {
    nullable: true,
    description: 'Một cư dân theo số định danh cá nhân. One resident by personal id.',
  })
  resident(@Arg('personalId', () => ID) personalId: string, @Ctx() context: HubContext): Promise<unknown> {
    return residents.byKey(context, personalId);
  }

  @Personal()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Đơn vị hành chính nơi thường trú. Unit of permanent residence.',
  })
  permanentResidence(
    @Root() resident: Resident,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    const { permanentResidenceUnitCode: code, permanentResidenceUnitValidFrom: validFrom } = resident;
    return toUnitReference(context, code, validFrom, asOf);
  }

  @Personal()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description: 'Đơn vị hành chính nơi ở hiện tại. Unit of current residence.',
  })
  currentResidence(
    @Root() resident: Resident,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    const { currentResidenceUnitCode: code, currentResidenceUnitValidFrom: validFrom } = resident;
    return toUnitReference(context, code, validFrom, asOf);
  }

  @Personal()
  @FieldResolver(() => AdministrativeUnitReference, {
    nullable: true,
    description:
      'Như permanentResidence, tên chung của mọi bản ghi. As permanentResidence; the name every record has.',
  })
  administrativeUnit(
    @Root() resident: Resident,
    @Arg('asOf', () => DateScalar, { nullable: true, description: AS_OF }) asOf: string | null,
    @Ctx() context: HubContext,
  ): AdministrativeUnitReference | null {
    return this.permanentResidence(resident, asOf, context);
  }
}
