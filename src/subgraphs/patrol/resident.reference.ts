import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Personal } from '../../graphql/field-class.ts';

/** The driver, once known: a personal id. Nothing of a resident is resolved here. */
@Directive('@key(fields: "personalId", resolvable: false)')
@ObjectType('Resident', { simpleResolvers: true })
export class ResidentReference {
  @Personal()
  @Field(() => ID, { nullable: true })
  personalId!: string;
}
