import { Directive, Field, ObjectType } from 'type-graphql';
import { Open } from './field-class.ts';

/** Shared by every subgraph, as the Relay connection specification names it. */
@Directive('@shareable')
@ObjectType({ simpleResolvers: true })
export class PageInfo {
  @Open()
  @Field(() => Boolean)
  hasNextPage!: boolean;

  @Open()
  @Field(() => String, {
    nullable: true,
    description: 'Dùng làm after của trang sau. The after of the next page.',
  })
  endCursor!: string | null;
}
