import { startKafka } from '../../conformance/kafka.harness.ts';
import { createMosquitto, mosquitto } from '../../connectors/mqtt-mosquitto.ts';
import type { KilledFixture } from './kill-source.ts';

/** A real Mosquitto where there is one: it keeps what a dead session has not acknowledged, on disk as well. */
async function startMosquitto(): Promise<KilledFixture> {
  const broker = await createMosquitto();
  await broker.subscribe('killed-flow', 'killed/+');
  return {
    good: {
      config: {
        url: broker.url,
        clientId: 'killed',
        batchMs: 10,
        batchRows: 10,
        datasets: [{ name: 'flow', topic: 'killed/+', key: ['id'] }],
      },
      secrets: {},
    },
    dataset: 'flow',
    load: async (rows) => {
      for (const row of rows)
        await broker.publisher.publishAsync('killed/c1', JSON.stringify(row), { qos: 1 });
    },
    stop: () => broker.close(),
  };
}

/** The shortest session that the connector takes: its heartbeats come twice a second then. */
async function startQuickKafka(): Promise<KilledFixture> {
  const fixture = await startKafka();
  return {
    ...fixture,
    good: { ...fixture.good, config: { ...fixture.good.config, sessionTimeoutMs: 6_000 } },
  };
}

/** Name of a harness → the peer it is killed against, where that is another than the harness's own. */
export const killedStarts: Record<string, () => Promise<KilledFixture>> = {
  kafka: startQuickKafka,
  ...(mosquitto.isThere ? { mqtt: startMosquitto } : {}),
};
