import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hub as demonstration } from '../../../hub.config.ts';
import { mapVehicle } from '../../../src/demo/sources/vehicle.map.ts';
import { defineHub } from '../../../src/hub/define-hub.ts';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

const REGISTRY = demonstration.sources.find(({ name }) => name === 'vehicle-registry')!;
const INSPECTED = '2031-01-31';

/** A second register of the same vehicles: it knows inspections better, and calls every car another colour. */
const definition = defineHub({
  ...demonstration,
  sources: [
    ...demonstration.sources,
    {
      ...REGISTRY,
      name: 'inspection-register',
      owner: 'VN/GOV/VR/INSPECTION',
      bindings: [
        {
          from: 'phuong-tien',
          to: 'vehicle',
          mode: 'sync',
          every: 'PT1H',
          map: (raw) => ({ ...mapVehicle(raw), inspectionValidUntil: INSPECTED, colour: 'TRẮNG THỬ' }),
        },
      ],
    },
  ],
  trust: {
    vehicle: {
      order: ['vehicle-registry', 'inspection-register'],
      fields: { inspectionValidUntil: ['inspection-register', 'vehicle-registry'] },
    },
  },
});

let hub: TestHub;
let good: number;

beforeAll(async () => {
  hub = await startTestHub({ definition, demo: { sizes: { vehicles: 60 } } });
  good = hub.demo.expected.vehicle.good;
}, 120_000);
afterAll(() => hub?.stop());

// biome-ignore lint/suspicious/noExplicitAny: each query has a shape of its own.
const as = (name: string, query: string) => ask<any>(hub.url, query, { key: hub.keys[name] });

describe('provenance', () => {
  it('says of a record where it comes from, and of each field which source, why and from what', async () => {
    const { data, errors } = await as(
      'partner',
      `{ vehicles(first: 3) { nodes { id colour inspectionValidUntil provenance {
           source connector run uri position observedAt recordedAt version
           fields(names: ["colour", "inspectionValidUntil", "vehiclePlateIdentifier"]) { field source why paths }
           statements(names: ["colour", "inspectionValidUntil"]) { source uri values { field value holds } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.vehicles.nodes).toHaveLength(3);
    for (const { colour, inspectionValidUntil, provenance } of data.vehicles.nodes) {
      expect(inspectionValidUntil).toBe(INSPECTED);
      expect(colour).not.toBe('TRẮNG THỬ');
      expect(provenance).toMatchObject({ source: 'vehicle-registry', connector: 'rest' });
      expect(provenance.uri).toContain('/v1/phuong-tien');
      expect(Date.parse(provenance.observedAt)).toBeLessThan(Date.parse(provenance.recordedAt));
      const byField = new Map(provenance.fields.map((entry: { field: string }) => [entry.field, entry]));
      expect(byField.get('colour')).toMatchObject({ source: 'vehicle-registry', why: 'TRUST_ORDER' });
      expect(byField.get('inspectionValidUntil')).toMatchObject({
        source: 'inspection-register',
        why: 'FIELD_ORDER',
        // The second register makes it up: nothing that was sent goes into it.
        paths: [],
      });
      expect(byField.get('vehiclePlateIdentifier')).toMatchObject({ paths: [expect.any(String)] });
      const values = Object.fromEntries(
        provenance.statements.map((one: { source: string; values: object[] }) => [one.source, one.values]),
      );
      expect(values['inspection-register']).toEqual([
        { field: 'colour', value: 'TRẮNG THỬ', holds: false },
        { field: 'inspectionValidUntil', value: INSPECTED, holds: true },
      ]);
      expect(values['vehicle-registry']).toContainEqual({ field: 'colour', value: colour, holds: true });
    }
  });

  it('shows of statements and fields only what the key may see there anyway', async () => {
    const query = `{ vehicles(first: 1) { nodes { provenance { source uri
      fields { field } statements { values { field } } } } } }`;
    const seen = await as('analyst', query);
    const [{ provenance }] = seen.data.vehicles.nodes;
    expect(provenance.uri).toBeNull();
    expect(seen.errors!.map(({ extensions }) => extensions.code)).toEqual(['HUB_ACCESS_FIELD_DENIED']);
    const names = new Set<string>(
      [...provenance.fields, ...provenance.statements.flatMap((one: { values: object[] }) => one.values)].map(
        ({ field }) => field,
      ),
    );
    expect(names).toContain('colour');
    for (const hidden of ['id', 'vehiclePlateIdentifier', 'ownerPersonalId', 'ownerName', 'vin'])
      expect(names).not.toContain(hidden);
    const all = (await as('partner', query)).data.vehicles.nodes[0].provenance.fields;
    expect(all.length).toBeGreaterThan(provenance.fields.length);
  });

  it('leads to file and line where a source sends files, and to the officer where one has reported', async () => {
    const roads = await as(
      'partner',
      '{ roadSegments(first: 2) { nodes { provenance { source connector uri position version statements { source } } } } }',
    );
    expect(roads.errors).toBeUndefined();
    for (const { provenance } of roads.data.roadSegments.nodes) {
      expect(provenance).toMatchObject({ source: 'road-inventory', connector: 'files', version: 1 });
      expect(provenance.uri).toMatch(/\.csv/);
      expect(Number(provenance.position)).toBeGreaterThan(1);
      expect(provenance.statements).toEqual([{ source: 'road-inventory' }]);
    }
    const reported = await as(
      'officer',
      `mutation { reportIncident(input: { instanceId: "7b1f3f3e-6f0b-4b8e-9a39-0c7f3c0a1f01", situationRecordType: ACCIDENT,
         occurredAt: "2026-11-24T01:00:00Z", unit: { code: "09169", asOf: "2024-05-01" } }) {
         incident { provenance { source connector run observedAt statements { source } } } } }`,
    );
    expect(reported.errors).toBeUndefined();
    expect(reported.data.reportIncident.incident.provenance).toMatchObject({
      source: 'VN-BN/MUN/09169/FRONT-DESK',
      connector: null,
      run: '7b1f3f3e-6f0b-4b8e-9a39-0c7f3c0a1f01',
      observedAt: expect.any(String),
      statements: [{ source: 'VN-BN/MUN/09169/FRONT-DESK' }],
    });
  });

  it('keeps what each source says of each record', async () => {
    const { rows } = await hub.store.pool.query('SELECT count(*) AS n FROM source_statement');
    expect(rows).toEqual([{ n: 2 * good }]);
  });
});

describe('conflicts', () => {
  it('are listed page by page: record, field, what each source says, who was believed and why', async () => {
    const seen: {
      record: string;
      field: string;
      picked: string;
      why: string;
      values: { source: string }[];
    }[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: Awaited<ReturnType<typeof as>> = await ask(
        hub.url,
        `query ($after: String) { conflicts(dataset: "vehicle", first: 40, after: $after) {
           nodes { dataset record field picked why values { source value recordedAt } } pageInfo { hasNextPage endCursor } } }`,
        { key: hub.keys.operator, variables: { after } },
      );
      seen.push(...data.conflicts.nodes);
      ({ hasNextPage: more, endCursor: after } = data.conflicts.pageInfo);
    }
    expect(new Set(seen.map(({ record, field }) => `${record} ${field}`)).size).toBe(seen.length);
    const colours = seen.filter(({ field }) => field === 'colour');
    expect(colours).toHaveLength(good);
    for (const { picked, why, values } of colours) {
      expect([picked, why]).toEqual(['vehicle-registry', 'TRUST_ORDER']);
      expect(values.map(({ source }) => source).sort()).toEqual(['inspection-register', 'vehicle-registry']);
    }
    const inspections = seen.filter(({ field }) => field === 'inspectionValidUntil');
    expect(inspections.length).toBeGreaterThan(0);
    for (const { picked, why } of inspections)
      expect([picked, why]).toEqual(['inspection-register', 'FIELD_ORDER']);
    expect(seen.length).toBe(colours.length + inspections.length);
  });

  it('tell others that there are some, not about whom', async () => {
    const answer = await as(
      'analyst',
      '{ conflicts(dataset: "vehicle", fields: ["colour"], first: 2) { nodes { field picked record values { source value } } } }',
    );
    expect(answer.data.conflicts.nodes).toHaveLength(2);
    for (const node of answer.data.conflicts.nodes) {
      expect(node).toMatchObject({ field: 'colour', picked: 'vehicle-registry', record: null });
      for (const { value } of node.values) expect(value).toBeNull();
    }
    const none = await as('operator', '{ conflicts(dataset: "roadSegment") { nodes { field } } }');
    expect(none.data.conflicts.nodes).toEqual([]);
    const unknown = await as('operator', '{ conflicts(dataset: "nothing") { nodes { field } } }');
    expect(unknown.errors![0]!.extensions.code).toBe('HUB_STORE_DATASET_UNKNOWN');
  });
});
