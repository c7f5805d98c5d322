import { expect, it } from 'vitest';
import { toRetentionRules } from '../../src/hub/retention.ts';
import { datasets } from '../../src/subgraphs/index.ts';

const store = { datasets, table: (entity: { name: string }) => ({ name: entity.name }) as never };

it('keeps for good what nobody said may go', () => {
  expect(toRetentionRules(store, {})).toEqual([]);
});

it('counts on when a record was observed', () => {
  expect(toRetentionRules(store, { trafficFlowObserved: 24 })).toEqual([
    {
      dataset: 'trafficFlowObserved',
      table: { name: 'TrafficFlowObservedEntity' },
      property: 'dateObserved',
      hours: 24,
    },
  ]);
});

it.each(['vehicle', 'nothing'])('refuses %s by name: it has no time of observation', (name) => {
  expect(() => toRetentionRules(store, { [name]: 1 })).toThrow(`retentionHours.${name}`);
});
