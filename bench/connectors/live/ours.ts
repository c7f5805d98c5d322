import { parse } from 'graphql';
import { connectors } from '../../../connectors/index.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { createIngest } from '../../../src/ingest/ingest.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { defineSource, type SourceDefinition } from '../../../src/sdk/index.ts';
import { administrativeUnitsSubgraph } from '../../../src/subgraphs/administrative-units/index.ts';
import { residentsSubgraph } from '../../../src/subgraphs/residents/index.ts';
import { residentDataset } from '../../../src/subgraphs/residents/resident.dataset.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { openTestStore } from '../../../test/support/store.ts';
import type { Asked } from './asked.ts';
import { toPeople } from './people.ts';

/** The hub: vehicles from its store, owners from the register, asked when the query is. */
export async function openOurs(
  owner: Pick<SourceDefinition, 'connector' | 'config'>,
  environment: Record<string, string>,
  parents: number,
): Promise<Asked> {
  const test = await openTestStore({ datasets: [vehicleDataset] });
  const { pool, door } = test.store;
  const puts = toPeople(parents).map(({ id }, i) => ({
    record: vehicleDataset.record.parse({
      vehiclePlateIdentifier: `99A-${String(i).padStart(5, '0').replace(/(..)$/, '.$1')}`,
      vehicleGroup: 'CAR',
      plateColour: 'WHITE_BLACK',
      ownerKind: 'PERSON',
      ownerPersonalId: id,
      vehicleType: 'CAR',
      status: 'ACTIVE',
    }),
  }));
  await door.write('vehicle', { source: 'bench', run: 'bench', puts, deletes: [], bads: [] });
  const fields = { personalId: 'id', fullName: 'fullName', dateOfBirth: 'born', status: 'status' };
  const source = defineSource({
    name: 'register',
    titleVi: 'Đo tốc độ',
    titleEn: 'Benchmark',
    owner: 'VN-BN/GOV/BENCH/LIVE',
    channel: 'DIRECT_LAB',
    network: ['127.0.0.0/8', '::1/128'],
    ...owner,
    bindings: [{ from: 'people', to: 'resident', mode: 'live', fields }],
  });
  const kinds = [residentDataset];
  const options = { connectors, kinds, environment, log: silentLog, pool, door, clock: systemClock };
  const ingest = await createIngest({ sources: [source], ...options });
  const gateway = createGateway({
    subgraphs: [residentsSubgraph(), vehiclesSubgraph(), administrativeUnitsSubgraph()],
  });
  const query = `{ vehicles(first: ${parents}) { nodes { id owner { personalId fullName dateOfBirth } } } }`;
  return {
    ask: async () => {
      const contextValue = test.context({
        live: async (dataset, question) => (await ingest.live.find(dataset, question)).records,
      });
      const answer = await gateway.execute({ document: parse(query), contextValue });
      // What a client gets is text.
      const { data } = JSON.parse(JSON.stringify(answer));
      return data.vehicles.nodes.map((one: { owner: { fullName: string | null } }) => one.owner.fullName);
    },
    close: async () => {
      await ingest.stop();
      await test.close();
    },
  };
}
