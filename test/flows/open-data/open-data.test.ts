import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { migrations } from '../../../migrations/index.ts';
import { openStore } from '../../../src/store/store.ts';
import { datasets } from '../../../src/subgraphs/index.ts';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;
beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(() => hub.stop());

interface Shown {
  totalCount?: number;
  name?: string;
  nodes?: { startKilometer: number }[];
}

const get = async (query: string, key?: string) => {
  const response = await fetch(`${hub.url}/graphql?query=${encodeURIComponent(query)}`, {
    headers: key ? { authorization: `Bearer ${key}` } : {},
  });
  const { data } = (await response.json()) as { data: Record<string, Shown> };
  return { data, cacheControl: response.headers.get('cache-control'), etag: response.headers.get('etag') };
};
const hits = async () => {
  const text = await (await fetch(`${hub.url}/metrics`)).text();
  return Number(/hub_response_cache_answers_total\{outcome="hit"\} (\d+)/.exec(text)?.[1] ?? 0);
};

const ROADS =
  '{ roadSegments(first: 3) { totalCount nodes { id officialRef name } pageInfo { endCursor } } }';
const INCIDENTS = '{ trafficIncidents(first: 1) { totalCount nodes { id situationRecordType } } }';

describe('open data', () => {
  it('is public, and one answer serves whoever asks', async () => {
    const before = await hits();
    const first = await get(ROADS);
    expect(first.cacheControl).toBe('public, max-age=60');
    for (const key of [undefined, hub.keys.partner, hub.keys.analyst])
      expect(await get(ROADS, key)).toEqual(first);
    expect((await hits()) - before).toBe(3);
  });

  it('is not what only some may see, filter by, or sort by', async () => {
    const before = await hits();
    for (const query of [
      '{ trafficIncidents(first: 1) { nodes { id descriptionVi } } }',
      '{ trafficIncidents(first: 1, where: { descriptionVi: { like: "%a%" } }) { totalCount } }',
      '{ vehicles(first: 1) { nodes { id plateDisplay } } }',
      '{ residents(where: { personalId: { eq: "1" } }) { nodes { fullName } } }',
      '{ __schema { queryType { name } } }',
    ])
      for (const key of [hub.keys.partner, hub.keys.partner, undefined])
        expect((await get(query, key)).cacheControl).toBe('no-store');
    expect(await hits()).toBe(before);
  });

  it('is shown anew after a report made here', async () => {
    const before = (await get(INCIDENTS)).data.trafficIncidents;
    const QL18 =
      '{ roadSegments(where: { officialRef: { eq: "QL18" } }, first: 1) { nodes { startKilometer } } }';
    const { startKilometer } = (await get(QL18)).data.roadSegments!.nodes![0]!;
    const report = `mutation($input: ReportIncidentInput!) { reportIncident(input: $input) { incident { id } } }`;
    const { data } = await ask<{ reportIncident: { incident: { id: string } } | null }>(hub.url, report, {
      key: hub.keys.officer,
      variables: {
        input: {
          instanceId: randomUUID(),
          situationRecordType: 'VEHICLE_OBSTRUCTION',
          severity: 'HIGH',
          description: 'Xe hỏng',
          occurredAt: '2026-11-24T08:00:00+07:00',
          road: 'QL18',
          kilometrePost: `Km ${Math.ceil(startKilometer)}+300`,
        },
      },
    });
    expect(data?.reportIncident?.incident.id).toBeTruthy();
    const after = (await get(INCIDENTS)).data.trafficIncidents;
    expect(after!.totalCount).toBe(before!.totalCount! + 1);
  });

  it('is shown anew after another process wrote', async () => {
    const { rows } = await hub.store.pool.query<Record<string, unknown>>(
      'SELECT * FROM road_segment LIMIT 1',
    );
    const id = String(rows[0]!.id);
    const nameOf = async () => (await get(`{ roadSegment(id: "${id}") { name } }`)).data.roadSegment!.name;
    expect(await nameOf()).not.toBe('Đường đổi tên');
    const other = await openStore({
      url: hub.databaseUrl,
      datasets,
      migrations,
      migrate: false,
      poolSize: 1,
    });
    const roads = datasets.find(({ name }) => name === 'roadSegment')!;
    const table = other.table(roads.entity);
    const record = Object.fromEntries(table.data.map(({ property, column }) => [property, rows[0]![column]]));
    await other.door.write('roadSegment', {
      source: String(rows[0]!._source),
      run: randomUUID(),
      puts: [{ record: { ...record, id, name: 'Đường đổi tên' } }],
      deletes: [],
      bads: [],
    });
    await other.close();
    await expect.poll(nameOf, { timeout: 10_000 }).toBe('Đường đổi tên');
  });
});
