import { Args, Ctx, Query, Resolver } from 'type-graphql';
import type { HubContext } from '../../graphql/context.ts';
import { Open } from '../../graphql/field-class.ts';
import type { Connection, ListArgs } from '../../graphql/list-types.ts';
import { sourceList, sources } from './source.input.ts';
import { Source } from './source.type.ts';

@Resolver(() => Source)
export class SourceResolver {
  @Open()
  @Query(() => sourceList.Connection, {
    description: 'Các nguồn dữ liệu và tình trạng của chúng. Sources and how they are doing.',
  })
  sources(@Args(() => sourceList.Args) args: ListArgs, @Ctx() context: HubContext): Connection {
    return sources.page(context, args);
  }
}
