import { Args, Ctx, FieldResolver, Query, Resolver, Root } from 'type-graphql';
import type { HubContext } from '../../../src/graphql/context.ts';
import { Open } from '../../../src/graphql/field-class.ts';
import { enumFilter, IdFilter } from '../../../src/graphql/filters.ts';
import { defineList } from '../../../src/graphql/list.ts';
import type { Connection, ListArgs } from '../../../src/graphql/list-types.ts';
import { readStored } from '../../../src/graphql/stored-list.ts';
import { defineSubgraph } from '../../../src/graphql/subgraph.ts';
import * as codes from '../../../src/model/code-lists/index.ts';
import { stats19CasualtyDataset, stats19VehicleDataset } from './stats19.dataset.ts';
import { AccidentReference, Stats19Casualty, Stats19Vehicle } from './stats19.type.ts';

const vehicleList = defineList({
  name: 'Stats19Vehicle',
  node: () => Stats19Vehicle,
  filters: { id: { input: IdFilter }, vehicleType: { input: enumFilter(codes.vehicleTypes) } },
  sort: ['id'],
  order: [['id', 'ASC']],
});
const casualtyList = defineList({
  name: 'Stats19Casualty',
  node: () => Stats19Casualty,
  filters: {
    id: { input: IdFilter },
    role: { input: enumFilter(codes.involvementRoles) },
    severity: { input: enumFilter(codes.injuryStatuses) },
  },
  sort: ['id'],
  order: [['id', 'ASC']],
});
const vehicles = readStored(vehicleList, stats19VehicleDataset);
const casualties = readStored(casualtyList, stats19CasualtyDataset);

@Resolver()
class Stats19Resolver {
  @Open()
  @Query(() => vehicleList.Connection)
  stats19Vehicles(
    @Args(() => vehicleList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return vehicles.page(context, args);
  }

  @Open()
  @Query(() => casualtyList.Connection)
  stats19Casualties(
    @Args(() => casualtyList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return casualties.page(context, args);
  }
}

@Resolver(() => AccidentReference)
class AccidentPartiesResolver {
  @Open()
  @FieldResolver(() => vehicleList.Connection)
  stats19Vehicles(
    @Root() accident: AccidentReference,
    @Args(() => vehicleList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return vehicles.pageOf(context, args, 'accidentId', accident.id);
  }

  @Open()
  @FieldResolver(() => casualtyList.Connection)
  stats19Casualties(
    @Root() accident: AccidentReference,
    @Args(() => casualtyList.Args) args: ListArgs,
    @Ctx() context: HubContext,
  ): Promise<Connection> {
    return casualties.pageOf(context, args, 'accidentId', accident.id);
  }
}

/** Contributes to the hub's own accidents what this source knows of them, without the hub knowing of it. */
export const stats19Subgraph = defineSubgraph({
  name: 'stats19',
  resolvers: [Stats19Resolver, AccidentPartiesResolver],
  types: [AccidentReference],
  lists: [vehicleList, casualtyList],
  references: {
    TrafficAccident: ({ id }) => ({ id }),
    Stats19Vehicle: ({ id }, context) => vehicles.byId(context, id!),
    Stats19Casualty: ({ id }, context) => casualties.byId(context, id!),
  },
});
