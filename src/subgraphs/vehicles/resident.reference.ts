import { Directive, Field, ID, ObjectType } from 'type-graphql';
import { Personal } from '../../graphql/field-class.ts';

/** The owner as this subgraph knows one: a personal id, and the vehicles under it. */
@Directive('@key(fields: "personalId")')
@ObjectType('Resident', { simpleResolvers: true })
export class ResidentReference {
  @Personal()
  @Field(() => ID, { nullable: true })
  personalId!: string;
}
