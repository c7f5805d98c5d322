import { parse } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { bindSources } from '../../../src/ingest/bind.ts';
import { createHealthBook } from '../../../src/ingest/health.ts';
import { createLiveLookup, type LiveLookup } from '../../../src/ingest/live.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { administrativeUnitsSubgraph } from '../../../src/subgraphs/administrative-units/index.ts';
import { residentsSubgraph } from '../../../src/subgraphs/residents/index.ts';
import { residentDataset } from '../../../src/subgraphs/residents/resident.dataset.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { fakeConnector, fakeSource } from '../../ingest/fake-source.ts';
import { resident, vehicle } from '../../model/samples.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

const PARENTS = 500;
const personalIds = Array.from({ length: PARENTS }, (_, i) => `027091${String(i).padStart(6, '0')}`);
/** Keys of each call that reached the register. */
const calls: number[] = [];

let test: TestStore;
let lookup: LiveLookup;
beforeAll(async () => {
  test = await openTestStore({ datasets: [vehicleDataset] });
  const puts = personalIds.map((ownerPersonalId, i) => ({
    record: vehicleDataset.record.parse({
      ...vehicle,
      vehiclePlateIdentifier: `99A-${String(i).padStart(5, '0').replace(/(..)$/, '.$1')}`,
      ownerPersonalId,
    }),
  }));
  await test.store.door.write('vehicle', { source: 'test', run: 'test', puts, deletes: [], bads: [] });
  const register = fakeConnector({
    query: async (_, { keys }) => {
      calls.push(keys!.values.length);
      const rows = keys!.values.map(([personalId]) => ({
        ...resident,
        personalId,
        fullName: `N${personalId}`,
      }));
      return { rows, applied: { where: true, orderBy: true, limit: true } };
    },
  });
  const fields = Object.fromEntries(Object.keys(resident).map((name) => [name, name]));
  const { bound } = await bindSources({
    sources: [fakeSource({ from: 'rows', to: 'resident', mode: 'live', fields })],
    connectors: [register],
    kinds: [residentDataset],
    environment: {},
    log: silentLog,
    signal: new AbortController().signal,
  });
  lookup = createLiveLookup(bound, createHealthBook(systemClock), silentLog);
});
afterAll(() => test.close());

it('a live field of 500 parents is 5 calls of its owner, at 100 keys a call', async () => {
  const gateway = createGateway({
    subgraphs: [residentsSubgraph(), vehiclesSubgraph(), administrativeUnitsSubgraph()],
  });
  const contextValue = test.context({
    live: async (dataset, ask) => (await lookup.find(dataset, ask)).records,
  });
  const document = parse(`{ vehicles(first: ${PARENTS}) { nodes { owner { fullName } } } }`);
  const { data, errors } = await gateway.execute({ document, contextValue });
  expect(errors).toBeUndefined();
  const { nodes } = (data as { vehicles: { nodes: { owner: { fullName: string } }[] } }).vehicles;
  expect(nodes.map(({ owner }) => owner.fullName)).toEqual(personalIds.map((id) => `N${id}`));
  expect(calls).toEqual([100, 100, 100, 100, 100]);
});
