import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, subscribe } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub({ demo: { messagesPerSecond: 20 } });
});
afterAll(async () => hub.stop());

async function anySegment(): Promise<string> {
  const { data } = await ask<{ roadSegments: { nodes: { id: string }[] } }>(
    hub.url,
    '{ roadSegments(first: 1, where: { officialRef: { eq: "QL18" } }) { nodes { id } } }',
  );
  return data!.roadSegments.nodes[0]!.id;
}

describe('subscriptions through the gateway', () => {
  it('deliver what a sensor sends, with fields of another subgraph, filtered on the server', async () => {
    const segment = await anySegment();
    const live = await subscribe<{ trafficFlowObserved: Record<string, unknown> }>(
      hub.url,
      `subscription ($where: TrafficFlowObservedWhere) {
         trafficFlowObserved(where: $where) { averageVehicleSpeed roadSegment { officialRef administrativeUnit { nameVi } } }
       }`,
      { variables: { where: { averageVehicleSpeed: { lt: 20 }, roadSegment: { eq: segment } } } },
    );
    hub.demo.control.publishFlow({ maDoan: segment, tocDoTB: 55 });
    hub.demo.control.publishFlow({ maDoan: segment, tocDoTB: 7 });
    const { data, errors } = await live.next();
    expect(errors).toBeUndefined();
    expect(data!.trafficFlowObserved).toMatchObject({
      averageVehicleSpeed: 7,
      roadSegment: {
        officialRef: 'QL18',
        administrativeUnit: { nameVi: expect.stringMatching(/^(Phường|Xã) /) },
      },
    });
    expect(live.waiting).toBe(0);
    await live.close();
  });

  it('are fed from the events table: a change that another process commits arrives too', async () => {
    const live = await subscribe<{ incidentChanged: { id: string; overallSeverity: string } }>(
      hub.url,
      'subscription { incidentChanged { id overallSeverity } }',
    );
    hub.demo.control.publishIncident({});
    const first = await live.next();
    const { id } = first.data!.incidentChanged;

    const outside = new pg.Client({ connectionString: hub.databaseUrl });
    await outside.connect();
    await outside.query('BEGIN');
    await outside.query(`UPDATE traffic_incident SET overall_severity = 'HIGHEST' WHERE id = $1`, [id]);
    await outside.query(
      `INSERT INTO event (name, dataset, items) VALUES ('trafficIncident.changed', 'trafficIncident', $1)`,
      [JSON.stringify([{ id, op: 'updated' }])],
    );
    await outside.query('COMMIT');
    await outside.end();
    const second = await live.next();
    expect(second.data!.incidentChanged).toEqual({ id, overallSeverity: 'HIGHEST' });
    await live.close();
  });

  it('accidentReported: at least the severity asked for', async () => {
    const live = await subscribe<{ accidentReported: { accidentSeverity: string } }>(
      hub.url,
      'subscription { accidentReported(minSeverity: SERIOUS) { accidentSeverity } }',
    );
    await hub.demo.control.dropAccidents(30);
    await hub.ingest.sync('road-inventory', 'trafficAccident');
    const { rows } = await hub.store.pool.query<{ n: number }>(
      `SELECT count(*) AS n FROM traffic_accident WHERE _run = (SELECT _run FROM traffic_accident ORDER BY _recorded_at DESC LIMIT 1)
       AND accident_severity IN ('SERIOUS', 'VERY_SERIOUS', 'EXTREMELY_SERIOUS')`,
    );
    expect(rows[0]!.n).toBeGreaterThan(0);
    const serious = ['SERIOUS', 'VERY_SERIOUS', 'EXTREMELY_SERIOUS'];
    for (let i = 0; i < rows[0]!.n; i++)
      expect(serious).toContain((await live.next()).data!.accidentReported.accidentSeverity);
    expect(live.waiting).toBe(0);
    await live.close();
  });

  it('end with the client: nothing goes on listening', async () => {
    const live = await subscribe(hub.url, 'subscription { trafficFlowObserved { id } }');
    await expect.poll(() => metric('hub_subscribers')).toBe(1);
    await live.close();
    await expect.poll(() => metric('hub_subscribers')).toBe(0);
  });
});

async function metric(name: string): Promise<number> {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1]);
}
