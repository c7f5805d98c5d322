import { graphql, parse } from 'graphql';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { createGateway, type Gateway } from '../../../src/gateway/gateway.ts';
import type { LiveAsk } from '../../../src/graphql/context.ts';
import { applyRest } from '../../../src/ingest/live-apply.ts';
import { Problem } from '../../../src/kernel/problem.ts';
import { INGEST_LIVE_FAILED } from '../../../src/kernel/problems/ingest.ts';
import type { LiveQuery, Row } from '../../../src/sdk/index.ts';
import { administrativeUnitsSubgraph } from '../../../src/subgraphs/administrative-units/index.ts';
import { residentsSubgraph } from '../../../src/subgraphs/residents/index.ts';
import { residentDataset } from '../../../src/subgraphs/residents/resident.dataset.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';
import { resident, vehicle } from '../../model/samples.ts';
import { allSeeing, openTestStore, type TestStore } from '../../support/store.ts';

const OLD = { permanentResidenceUnitCode: '09169', permanentResidenceUnitValidFrom: '2004-07-08' };
const NEW = { permanentResidenceUnitCode: '09169', permanentResidenceUnitValidFrom: '2025-07-01' };

/** The register: synthetic people, two of them of one name. */
const register: Row[] = [
  { ...resident, ...OLD, personalId: '027091000001', permanentResidenceDetail: 'Số 1 đường Thử' },
  { ...resident, ...NEW, personalId: '027091000002', status: 'DECEASED' },
  { ...resident, personalId: '027191000003', fullName: 'Trần Thị Mẫu', sex: 'FEMALE', householdId: 'HO-1' },
].map((record) => residentDataset.record.parse(record) as Row);

let asked: LiveAsk[];
const live = async (dataset: string, ask: LiveAsk): Promise<Row[]> => {
  expect(dataset).toBe('resident');
  asked.push(ask);
  const { keys } = ask;
  const rows = keys ? register.filter((row) => keys.values.includes(String(row[keys.field]))) : register;
  return applyRest(ask as unknown as LiveQuery, { rows, applied: {} } as never);
};
const isDown = async (dataset: string): Promise<Row[]> => {
  throw new Problem(INGEST_LIVE_FAILED, { source: 'population', dataset, reason: 'down' });
};

let test: TestStore;
let gateway: Gateway;
beforeAll(async () => {
  test = await openTestStore({ datasets: [vehicleDataset] });
  gateway = createGateway({
    subgraphs: [residentsSubgraph(), vehiclesSubgraph(), administrativeUnitsSubgraph()],
  });
  // 027091000009 is not in the register.
  const owners = ['027091000001', '027191000003', '027091000001', '027091000009'];
  const records = owners.map((ownerPersonalId, index) =>
    vehicleDataset.record.parse({
      ...vehicle,
      vehiclePlateIdentifier: `99A-000.0${index + 1}`,
      ownerPersonalId,
    }),
  );
  const puts = records.map((record) => ({ record }));
  await test.store.door.write('vehicle', { source: 'test', run: 'test', puts, deletes: [], bads: [] });
});
afterAll(() => test.close());
beforeEach(() => {
  asked = [];
});

async function ask(query: string, overrides: { principal?: Principal; live?: typeof isDown } = {}) {
  const context = test.context({ live, ...overrides });
  const { data, errors = [] } = await gateway.execute({ document: parse(query), contextValue: context });
  const codes = errors.map(({ path, originalError, message }) => ({
    path: path?.join('.'),
    code: (originalError as { code?: string } | undefined)?.code ?? message,
  }));
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
  return { data: data as any, errors, codes, counts: context.counts };
}

describe('a resident', () => {
  it('is asked of the register, with units of any day and the vehicles in their name', async () => {
    const { data, codes, counts } = await ask(`{ resident(personalId: "027091000001") {
      fullName dateOfBirth sex nationality status permanentResidenceDetail currentResidence { code }
      permanentResidence { nameVi } administrativeUnit(asOf: "2026-05-01") { nameVi } vehicles { totalCount nodes { id } }
    } }`);
    expect(codes).toEqual([]);
    expect(counts).toEqual({ statements: 2, sourceCalls: 1 });
    expect(data.resident).toEqual({
      fullName: 'Nguyễn Văn Thử',
      dateOfBirth: '1991-05-02',
      sex: 'MALE',
      nationality: 'VN',
      status: 'ACTIVE',
      permanentResidenceDetail: 'Số 1 đường Thử',
      currentResidence: null,
      permanentResidence: { nameVi: 'Phường Thị Cầu' },
      administrativeUnit: { nameVi: 'Phường Vũ Ninh' },
      vehicles: {
        totalCount: 2,
        nodes: [{ id: '99A00001:CAR:WHITE_BLACK' }, { id: '99A00003:CAR:WHITE_BLACK' }],
      },
    });
  });

  it('is null when the register does not know them', async () => {
    expect(await ask(`{ resident(personalId: "027091000009") { fullName } }`)).toMatchObject({
      data: { resident: null },
      codes: [],
    });
  });

  it('is looked up once for all owners of a level, each person once', async () => {
    const { data, codes, counts } = await ask(`{ vehicles { nodes { owner { personalId fullName } } } }`);
    expect(codes).toEqual([]);
    expect(counts).toEqual({ statements: 1, sourceCalls: 1 });
    expect(asked[0]!.keys!.values.toSorted()).toEqual(['027091000001', '027091000009', '027191000003']);
    expect(
      data.vehicles.nodes.map(({ owner }: { owner: { fullName: string | null } }) => owner.fullName),
    ).toEqual(['Nguyễn Văn Thử', 'Trần Thị Mẫu', 'Nguyễn Văn Thử', null]);
  });
});

describe('the list', () => {
  const idsWhere = async (where: string) => {
    const { data, codes, counts } = await ask(`{ residents(where: ${where}) { nodes { personalId } } }`);
    expect(codes).toEqual([]);
    expect(counts).toEqual({ statements: 0, sourceCalls: 1 });
    return data.residents.nodes
      .map(({ personalId }: { personalId: string }) => personalId.slice(-1))
      .join('');
  };

  it('hands every condition to the register', async () => {
    expect(await idsWhere(`{ personalId: { in: ["027091000002", "027191000003"] } }`)).toBe('23');
    expect(await idsWhere(`{ fullName: { startsWith: "Trần" } }`)).toBe('3');
    expect(await idsWhere(`{ sex: { eq: MALE }, status: { ne: DECEASED } }`)).toBe('1');
    expect(await idsWhere(`{ dateOfBirth: { between: ["1991-05-02", "1991-05-02"] } }`)).toBe('123');
    expect(await idsWhere(`{ householdId: { isNull: false } }`)).toBe('3');
  });

  it('finds residents of a place under its old and its new code', async () => {
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2026-05-01" } }`)).toBe('12');
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2024-05-01", exact: true } }`)).toBe('1');
    expect(await idsWhere(`{ unit: { code: "09169", asOf: "2024-05-01" } }`)).toBe('12');
  });

  it('pages through people of one name; the register is not made to count', async () => {
    const seen: string[] = [];
    let after = 'null';
    for (;;) {
      const { data, codes, counts } =
        await ask(`{ residents(first: 1, after: ${after}, orderBy: [{ fullName: DESC }]) {
        totalCount nodes { personalId } pageInfo { hasNextPage endCursor } } }`);
      expect(codes).toEqual([]);
      expect(counts.sourceCalls).toBe(1);
      expect(asked.at(-1)!.limit).toBe(2);
      expect(data.residents.totalCount).toBeNull();
      seen.push(data.residents.nodes[0].personalId.slice(-1));
      if (!data.residents.pageInfo.hasNextPage) break;
      after = JSON.stringify(data.residents.pageInfo.endCursor);
    }
    expect(seen.join('')).toBe('312');
  });
});

describe('a register that does not answer', () => {
  it("nulls the residents' fields, names the source, and leaves the rest of the answer", async () => {
    const { data, errors, codes } = await ask(
      `{ vehicles { nodes { plateDisplay owner { personalId fullName vehicles { totalCount } } } } }`,
      { live: isDown },
    );
    expect(data.vehicles.nodes[0]).toEqual({
      plateDisplay: '99A-000.01',
      owner: { personalId: '027091000001', fullName: null, vehicles: { totalCount: 2 } },
    });
    expect(new Set(codes.map(({ code }) => code))).toEqual(new Set(['HUB_INGEST_LIVE_FAILED']));
    expect(codes.map(({ path }) => path)).toContain('vehicles.nodes.3.owner');
    expect(errors[0]!.message).toContain('population');
  });

  it('nulls the list', async () => {
    const { data, codes } = await ask(`{ residents { nodes { personalId } } vehicles { totalCount } }`, {
      live: isDown,
    });
    expect(data).toEqual({ residents: null, vehicles: { totalCount: 4 } });
    expect(codes).toEqual([{ path: 'residents', code: 'HUB_INGEST_LIVE_FAILED' }]);
  });
});

describe('somebody who may see nothing of a resident', () => {
  /** May see everything about vehicles, and so the owner's id. */
  const vehiclesOnly: Principal = {
    ...allSeeing,
    grants: [{ ...allSeeing.grants[0]!, types: ['Vehicle', 'Query'] }],
  };

  it('without a key: neither the list nor one person', async () => {
    const { data, codes, counts } = await ask(
      `{ residents { nodes { personalId } } resident(personalId: "027091000001") { fullName } }`,
      { principal: anonymous },
    );
    expect(data).toEqual({ residents: null, resident: null });
    expect(codes.map(({ code }) => code)).toEqual(['HUB_ACCESS_FIELD_DENIED', 'HUB_ACCESS_FIELD_DENIED']);
    expect(counts.sourceCalls).toBe(0);
  });

  it('with a grant for vehicles only: not the owner, and the register is not asked', async () => {
    const { data, codes, counts } = await ask(
      `{ vehicles(first: 1) { nodes { plateDisplay owner { fullName } } } }`,
      { principal: vehiclesOnly },
    );
    expect(data.vehicles.nodes).toEqual([{ plateDisplay: '99A-000.01', owner: { fullName: null } }]);
    expect(counts.sourceCalls).toBe(0);
    expect(new Set(codes.map(({ code }) => code))).toEqual(new Set(['HUB_ACCESS_FIELD_DENIED']));
  });

  it('who knows a personal id from elsewhere: refused by an entity look-up too, and the register is not asked', async () => {
    const contextValue = test.context({ live, principal: vehiclesOnly });
    const { data, errors } = await graphql({
      schema: residentsSubgraph().schema,
      source: `{ _entities(representations: [{ __typename: "Resident", personalId: "027091000001" }]) {
        ... on Resident { fullName sex } } }`,
      contextValue,
    });
    expect(data).toEqual({ _entities: [{ fullName: null, sex: null }] });
    expect(errors).toHaveLength(2);
    expect(contextValue.counts.sourceCalls).toBe(0);
  });
});
