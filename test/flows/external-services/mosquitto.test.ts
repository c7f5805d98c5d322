import { randomBytes } from 'node:crypto';
import { connectAsync } from 'mqtt';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { connectors } from '../../../connectors/index.ts';
import { trafficSensors } from '../../../src/demo/sources/traffic-sensors.source.ts';
import { createIngest, type Ingest } from '../../../src/ingest/ingest.ts';
import { systemClock } from '../../../src/kernel/clock.ts';
import { silentLog } from '../../../src/kernel/log.ts';
import { datasets, liveDatasets } from '../../../src/subgraphs/index.ts';
import { findService } from '../../support/services.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

const service = await findService('Mosquitto', 1883);
const COUNT = 1_000;

/** As the sensors of the demonstration write it. */
function toMessage(i: number): string {
  return JSON.stringify({
    maCamBien: `CB-${i}`,
    maDoan: 'QL18-001',
    lan: '1',
    chieu: 'Thuận',
    thoiDiem: '2026-11-24T08:00:00.000+07:00',
    kyDoGiay: 18,
    soXe: i % 7,
    doChiem: 12.5,
    tocDoTB: 48,
    gianCachTB: 2.1,
    unTac: false,
  });
}

describe.skipIf(!service.isThere)(`a broker that is not ours: ${service.title}`, () => {
  let store: TestStore;
  let ingest: Ingest;
  const area = `test-${randomBytes(4).toString('hex')}`;

  beforeAll(async () => {
    store = await openTestStore({ datasets });
    const [flow] = (trafficSensors.config.datasets as { name: string; topic: string }[]).filter(({ name }) =>
      trafficSensors.bindings.some(
        (binding) => binding.from === name && binding.to === 'trafficFlowObserved',
      ),
    );
    ingest = await createIngest({
      sources: [
        {
          ...trafficSensors,
          network: ['127.0.0.0/8', '::1/128'],
          config: {
            url: 'mqtt://127.0.0.1:1883',
            clientId: `hub-${area}`,
            datasets: [{ ...flow!, topic: `${area}/+` }],
          },
          bindings: trafficSensors.bindings.filter((binding) => binding.from === flow!.name),
        },
      ],
      connectors,
      kinds: [...datasets, ...liveDatasets],
      environment: {},
      pool: store.store.pool,
      door: store.store.door,
      clock: systemClock,
      log: silentLog,
    });
  });
  afterAll(async () => {
    await ingest?.stop();
    await store?.close();
  });

  it('delivers every message once', async () => {
    const counted = async () => {
      const { rows } = await store.store.pool.query<{ n: number }>(
        'SELECT count(*) AS n FROM traffic_flow_observed',
      );
      return rows[0]!.n;
    };
    await ingest.start();
    const client = await connectAsync('mqtt://127.0.0.1:1883');
    // The broker keeps nothing for a session that has not subscribed yet: one reading is repeated until it arrives.
    const probe = async () => {
      await client.publishAsync(`${area}/0`, toMessage(0), { qos: 1 });
      return counted();
    };
    await expect.poll(probe, { timeout: 20_000, interval: 200 }).toBe(1);
    for (let i = 1; i < COUNT; i++) await client.publishAsync(`${area}/${i}`, toMessage(i), { qos: 1 });
    await client.endAsync();
    await expect.poll(counted, { timeout: 20_000 }).toBe(COUNT);
    const { rows } = await store.store.pool.query('SELECT DISTINCT _version FROM traffic_flow_observed');
    expect(rows).toEqual([{ _version: 1 }]);
  });
});
