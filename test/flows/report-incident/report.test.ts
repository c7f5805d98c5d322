import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { ask, subscribe } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;
/** A kilometre post that lies on a segment of QL18. */
let kilometrePost: string;

beforeAll(async () => {
  hub = await startTestHub();
  const query =
    '{ roadSegments(where: { officialRef: { eq: "QL18" } }, first: 1) { nodes { startKilometer } } }';
  const { data } = await ask<{ roadSegments: { nodes: { startKilometer: number }[] } }>(hub.url, query);
  kilometrePost = `Km ${Math.ceil(data!.roadSegments.nodes[0]!.startKilometer)}+300`;
});
afterAll(async () => hub.stop());

const REPORT = /* GraphQL */ `
  mutation Report($input: ReportIncidentInput!) {
    reportIncident(input: $input) {
      receipt { code duplicate receivedAt }
      incident { id descriptionVi roadSegment { officialRef } administrativeUnit { nameVi } }
    }
  }
`;

interface Data {
  reportIncident: {
    receipt: { code: string; duplicate: boolean; receivedAt: string };
    incident: { id: string; descriptionVi: string; roadSegment: { officialRef: string } };
  } | null;
}

const input = (fields: object = {}) => ({
  instanceId: randomUUID(),
  situationRecordType: 'VEHICLE_OBSTRUCTION',
  severity: 'HIGH',
  description: 'Xe tải chết máy giữa đường',
  occurredAt: '2026-11-24T08:00:00+07:00',
  road: 'QL18',
  kilometrePost,
  ...fields,
});

const report = (given: object, key = hub.keys.officer) =>
  ask<Data>(hub.url, REPORT, { key, variables: { input: given } });

describe('reportIncident', () => {
  it('ends as a record through the write door and as an event on the subscription', async () => {
    const live = await subscribe<{ incidentChanged: { id: string; descriptionVi: string } }>(
      hub.url,
      'subscription { incidentChanged(where: { overallSeverity: { eq: HIGH } }) { id descriptionVi } }',
      { key: hub.keys.officer },
    );
    const { data, errors } = await report(input());
    expect(errors).toBeUndefined();
    const { receipt, incident } = data!.reportIncident!;
    expect(receipt).toMatchObject({
      duplicate: false,
      code: expect.stringMatching(/^BN-[0-9A-Z]{4}-[0-9A-Z]{4,5}$/),
    });
    expect(incident).toMatchObject({
      descriptionVi: 'Xe tải chết máy giữa đường',
      roadSegment: { officialRef: 'QL18' },
    });
    expect((await live.next()).data!.incidentChanged).toEqual({
      id: incident.id,
      descriptionVi: incident.descriptionVi,
    });
    const { rows } = await hub.store.pool.query(
      'SELECT _source, _version FROM traffic_incident WHERE id = $1',
      [incident.id],
    );
    expect(rows).toEqual([{ _source: 'VN-BN/MUN/09169/FRONT-DESK', _version: 1 }]);
    await live.close();
  });

  it('sent 50 times at once is one report with one receipt', async () => {
    const given = input();
    const answers = await Promise.all(Array.from({ length: 50 }, () => report(given)));
    const receipts = answers.map((answer) => answer.data!.reportIncident!.receipt);
    expect(new Set(receipts.map((receipt) => receipt.code)).size).toBe(1);
    expect(new Set(receipts.map((receipt) => receipt.receivedAt)).size).toBe(1);
    expect(receipts.filter((receipt) => !receipt.duplicate)).toHaveLength(1);
  });

  it('refuses another content under the same id, and names it', async () => {
    const given = input();
    await report(given);
    const { data, errors } = await report({ ...given, description: 'Khác' });
    expect(data!.reportIncident).toBeNull();
    expect(errors![0]!.extensions).toMatchObject({ code: 'HUB_SUBMISSION_CONFLICT', fixer: 'client' });
  });

  it('is for keys that were given the task', async () => {
    for (const key of [hub.keys.partner, hub.keys.analyst, undefined]) {
      const { data, errors } = await ask<Data>(hub.url, REPORT, { key, variables: { input: input() } });
      expect(data?.reportIncident ?? null).toBeNull();
      expect(errors![0]!.extensions.code).toMatch(/^HUB_ACCESS_(ACTION|FIELD)_DENIED$/);
    }
  });

  it('names the field that is wrong, in Vietnamese first', async () => {
    const { errors } = await report(input({ kilometrePost: 'cây số 12' }));
    expect(errors![0]!.message).toMatch(/[Ll]ý trình|Km/);
    expect(errors![0]!.extensions).toMatchObject({
      fixer: 'client',
      messageEn: expect.any(String),
      remedy: expect.any(String),
    });
  });
});
