import 'reflect-metadata';
import { type ExecutionResult, type GraphQLSchema, graphql } from 'graphql';
import {
  Arg,
  Args,
  Ctx,
  Directive,
  Field,
  FieldResolver,
  Float,
  ID,
  Int,
  ObjectType,
  Query,
  Resolver,
  Root,
} from 'type-graphql';
import type { HubContext } from '../../src/graphql/context.ts';
import { Internal, Open, Personal, Sealed } from '../../src/graphql/field-class.ts';
import {
  BooleanFilter,
  DateFilter,
  DateTimeFilter,
  FloatFilter,
  IdFilter,
  IntFilter,
  TextFilter,
} from '../../src/graphql/filters.ts';
import { defineList } from '../../src/graphql/list.ts';
import type { Connection, ListArgs } from '../../src/graphql/list-types.ts';
import { SortDirection } from '../../src/graphql/order.ts';
import { DateScalar, DateTimeScalar } from '../../src/graphql/scalars.ts';
import { readStored } from '../../src/graphql/stored-list.ts';
import { defineSubgraph } from '../../src/graphql/subgraph.ts';
import { sampleDataset } from '../store/sample.ts';

/** A node of a tree, with a field of every class. */
@Directive('@key(fields: "id")')
@ObjectType({ simpleResolvers: true })
export class Sample {
  @Personal()
  @Field(() => ID, { nullable: true })
  id!: string;

  @Open()
  @Field(() => String, { nullable: true })
  title!: string | null;

  @Internal()
  @Field(() => Int, { nullable: true })
  amount!: number | null;

  @Open()
  @Field(() => Float, { nullable: true })
  ratio!: number | null;

  @Open()
  @Field(() => Boolean, { nullable: true })
  flag!: boolean | null;

  @Open()
  @Field(() => DateScalar, { nullable: true })
  day!: string | null;

  @Open()
  @Field(() => DateTimeScalar, { nullable: true })
  happenedAt!: string | null;

  @Sealed()
  @Field(() => String, { nullable: true })
  details!: string | null;

  // Nobody said who may see it.
  @Field(() => String, { nullable: true })
  forgotten!: string | null;

  parentId!: string | null;
}

export const sampleList = defineList({
  name: 'Sample',
  node: () => Sample,
  filters: {
    id: { input: IdFilter },
    title: { input: TextFilter },
    amount: { input: IntFilter },
    ratio: { input: FloatFilter },
    flag: { input: BooleanFilter },
    day: { input: DateFilter },
    happenedAt: { input: DateTimeFilter },
    under: { input: IdFilter, property: 'parentId', seenAs: 'parent' },
    unnamed: { input: TextFilter, property: 'title' },
  },
  sort: ['id', 'title', 'amount', 'ratio', 'day', 'happenedAt'],
  order: [['id', 'ASC']],
});

export const samplesReader = readStored(sampleList, sampleDataset);

@Resolver(() => Sample)
class SampleResolver {
  @Open()
  @Query(() => sampleList.Connection)
  samples(@Args(() => sampleList.Args) args: ListArgs, @Ctx() context: HubContext): Promise<Connection> {
    return samplesReader.page(context, args);
  }

  @Internal()
  @Query(() => Sample, { nullable: true })
  sample(@Arg('id', () => ID) id: string, @Ctx() context: HubContext): Promise<unknown> {
    return samplesReader.byId(context, id);
  }

  @Personal()
  @FieldResolver(() => Sample, { nullable: true })
  parent(@Root() sample: Sample, @Ctx() context: HubContext): Promise<unknown> | null {
    return sample.parentId === null ? null : samplesReader.byId(context, sample.parentId);
  }

  @Open()
  @FieldResolver(() => sampleList.Connection)
  children(
    @Root() sample: Sample,
    @Args(() => sampleList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return samplesReader.pageOf(context, args, 'parentId', sample.id);
  }

  @Open()
  @FieldResolver(() => Sample, { nullable: true })
  newestChild(@Root() sample: Sample, @Ctx() context: HubContext): Promise<unknown> {
    return samplesReader.firstOf(context, 'parentId', sample.id, [
      ['happenedAt', SortDirection.DESC],
      ['id', SortDirection.ASC],
    ]);
  }
}

export const sampleSubgraph = defineSubgraph({
  name: 'samples',
  resolvers: [SampleResolver],
  lists: [sampleList],
  references: { Sample: ({ id }, context) => samplesReader.byId(context, id!) },
});

let schema: GraphQLSchema | undefined;

/** Runs an operation against the subgraph; errors are given back, not thrown. */
export async function run(
  context: HubContext,
  source: string,
  variableValues: Record<string, unknown> = {},
): Promise<ExecutionResult<Record<string, never>>> {
  schema ??= sampleSubgraph().schema;
  return (await graphql({ schema, source, contextValue: context, variableValues })) as never;
}

/** Codes of the errors of an answer. */
export function codesOf(result: ExecutionResult): unknown[] {
  return (result.errors ?? []).map(
    (error) => (error.originalError as { code?: unknown } | undefined)?.code ?? error.message,
  );
}
