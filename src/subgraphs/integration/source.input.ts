import { enumFilter, IdFilter, TextFilter } from '../../graphql/filters.ts';
import { defineList } from '../../graphql/list.ts';
import { readMemory } from '../../graphql/memory-list.ts';
import * as codes from '../../model/code-lists/index.ts';
import { Source } from './source.type.ts';

export const sourceList = defineList({
  name: 'Source',
  node: () => Source,
  filters: {
    name: { input: IdFilter },
    owner: { input: TextFilter },
    connector: { input: IdFilter },
    status: { input: enumFilter(codes.sourceStates) },
  },
  sort: ['name', 'owner', 'status', 'asOf'],
  order: [],
  id: 'name',
});

export const sources = readMemory(sourceList, ({ desk }) => [...desk.sources()] as never);
