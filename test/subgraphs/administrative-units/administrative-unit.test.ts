import { buildSubgraphSchema } from '@apollo/subgraph';
import { parse } from 'graphql';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/access/principal.ts';
import { createGateway, type Gateway } from '../../../src/gateway/gateway.ts';
import { administrativeUnitsSubgraph } from '../../../src/subgraphs/administrative-units/index.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';

let test: TestStore;
let gateway: Gateway;
beforeAll(async () => {
  test = await openTestStore({ datasets: [] });
  gateway = createGateway({ subgraphs: [administrativeUnitsSubgraph()] });
});
afterAll(() => test.close());

/** As somebody without a key: units are open, and none of this may cost a statement. */
async function ask(query: string, variables: Record<string, unknown> = {}) {
  const contextValue = test.context({ principal: anonymous });
  const { data, errors = [] } = await gateway.execute({ document: parse(query), variables, contextValue });
  expect(contextValue.counts).toEqual({ statements: 0, sourceCalls: 0 });
  const codes = errors.map(
    (error) => (error.originalError as { code?: string } | undefined)?.code ?? error.message,
  );
  // biome-ignore lint/suspicious/noExplicitAny: the shape is the query's.
  return { data: data as any, codes };
}

describe('administrativeUnit', () => {
  it('reads one code as two wards, by the date', async () => {
    const { data, codes } = await ask(`{
      before: administrativeUnit(code: "09169", asOf: "2024-05-01") {
        nameVi nameEn level type codeSet validFrom validTo parent { code nameVi } predecessors { share }
        successors { share legalRef unit { code validFrom nameVi } }
      }
      after: administrativeUnit(code: "09169", asOf: "2026-05-01") {
        nameVi validFrom validTo parent { code nameVi parent { code } } children { code } predecessors { unit { nameVi } }
      }
      today: administrativeUnit(code: "09169") { nameVi }
      never: administrativeUnit(code: "09169", asOf: "1999-01-01") { nameVi }
    }`);
    expect(codes).toEqual([]);
    expect(data.before).toEqual({
      nameVi: 'Phường Thị Cầu',
      nameEn: 'Thi Cau Ward',
      level: 'COMMUNE',
      type: 'WARD',
      codeSet: 'VN_2025_03',
      validFrom: '2004-07-08',
      validTo: '2025-06-30',
      parent: { code: '256', nameVi: 'Thành phố Bắc Ninh' },
      predecessors: [],
      successors: [
        {
          share: 'FULL',
          legalRef: '1658/NQ-UBTVQH15',
          unit: { code: '09169', validFrom: '2025-07-01', nameVi: 'Phường Vũ Ninh' },
        },
      ],
    });
    expect(data.after).toMatchObject({
      nameVi: 'Phường Vũ Ninh',
      validFrom: '2025-07-01',
      validTo: null,
      parent: { code: '24', nameVi: 'Tỉnh Bắc Ninh', parent: null },
      children: [],
    });
    const names = data.after.predecessors.map(({ unit }: { unit: { nameVi: string } }) => unit.nameVi).sort();
    expect(names).toHaveLength(4);
    expect(names).toEqual(expect.arrayContaining(['Phường Thị Cầu', 'Phường Vũ Ninh', 'Phường Đáp Cầu']));
    expect(data.today).toEqual({ nameVi: 'Phường Vũ Ninh' });
    expect(data.never).toBeNull();
  });
});

describe('administrativeUnits', () => {
  it('counts 313 communes before the reform and 99 since, in 18 districts and in none', async () => {
    const { data } = await ask(
      `
      query ($old: Date!, $new: Date!) {
        oldCommunes: administrativeUnits(where: { asOf: $old, level: { eq: COMMUNE } }, first: 0) { totalCount }
        oldDistricts: administrativeUnits(where: { asOf: $old, level: { eq: DISTRICT } }, first: 0) { totalCount }
        ofOldCity: administrativeUnits(where: { asOf: $old, parent: { eq: "256" } }, first: 0) { totalCount }
        newUnits: administrativeUnits(where: { asOf: $new, parent: { eq: "24" } }, first: 0) { totalCount }
        newDistricts: administrativeUnits(where: { asOf: $new, level: { eq: DISTRICT } }, first: 0) { totalCount }
        newWards: administrativeUnits(where: { asOf: $new, type: { eq: WARD } }, first: 0) { totalCount }
      }`,
      { old: '2025-06-30', new: '2025-07-01' },
    );
    const counts = Object.entries<{ totalCount: number }>(data).map(([name, { totalCount }]) => [
      name,
      totalCount,
    ]);
    expect(Object.fromEntries(counts)).toEqual({
      oldCommunes: 313,
      oldDistricts: 18,
      ofOldCity: 17,
      newUnits: 99,
      newDistricts: 0,
      newWards: 33,
    });
  });

  it('pages like every list: bounded, by cursor, ties broken by the unit', async () => {
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const { data, codes } = await ask(
        `query ($after: String) { administrativeUnits(first: 100, after: $after, orderBy: [{ validFrom: DESC }]) {
          totalCount nodes { code validFrom } edges { cursor } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      expect(codes).toEqual([]);
      const { totalCount, nodes, edges, pageInfo } = data.administrativeUnits;
      expect(totalCount).toBe(433);
      expect(edges.at(-1).cursor.length).toBeGreaterThan(20);
      seen.push(...nodes.map(({ code, validFrom }: Record<string, string>) => `${validFrom} ${code}`));
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after);
    expect(seen).toHaveLength(433);
    expect(new Set(seen).size).toBe(433);
    expect(seen.findIndex((unit) => unit.startsWith('2004'))).toBe(100);
    expect((await ask('{ administrativeUnits(first: 1001) { totalCount } }')).codes).toEqual([
      'HUB_QUERY_FIRST_INVALID',
    ]);
    expect((await ask('{ administrativeUnits(after: "x") { totalCount } }')).codes).toEqual([
      'HUB_QUERY_CURSOR_INVALID',
    ]);
  });

  it('sorts both ways, and searches names without their accents', async () => {
    const query = (direction: string) =>
      `{ administrativeUnits(where: { asOf: "2026-05-01", nameVi: { contains: "vu ninh" } }, orderBy: [{ nameEn: ${direction} }]) {
        nodes { nameVi } } }`;
    expect((await ask(query('ASC'))).data.administrativeUnits.nodes).toEqual([{ nameVi: 'Phường Vũ Ninh' }]);
    const names = async (direction: string) => {
      const { data } = await ask(
        `{ administrativeUnits(first: 500, orderBy: [{ nameEn: ${direction} }]) { nodes { nameEn } } }`,
      );
      return data.administrativeUnits.nodes.map(({ nameEn }: { nameEn: string }) => nameEn) as string[];
    };
    expect(await names('ASC')).toEqual((await names('ASC')).toSorted());
    expect(await names('DESC')).toEqual((await names('ASC')).toReversed());
  });
});

describe('resolveAdministrativeUnit', () => {
  const resolve = async (args: string) => {
    const { data, codes } = await ask(
      `{ resolveAdministrativeUnit(${args}) { reason isInForce unit { code nameVi validFrom } } }`,
    );
    return { candidates: data?.resolveAdministrativeUnit, codes };
  };

  it('finds old names without accents, đ as d', async () => {
    expect((await resolve('name: "dinh bang", asOf: "2024-05-01"')).candidates).toEqual([
      {
        reason: 'NAME_WITHOUT_ACCENTS',
        isInForce: true,
        unit: { code: '09394', nameVi: 'Phường Đình Bảng', validFrom: '2004-07-08' },
      },
    ]);
    expect((await resolve('name: "P. Thị Cầu"')).candidates).toMatchObject([
      { reason: 'NAME', isInForce: false },
    ]);
  });

  it('offers every place of a code, the one in force first', async () => {
    const names = ({ candidates }: Awaited<ReturnType<typeof resolve>>) =>
      candidates.map(({ unit }: { unit: { nameVi: string } }) => unit.nameVi);
    expect(names(await resolve('code: "09169", asOf: "2024-05-01"'))).toEqual([
      'Phường Thị Cầu',
      'Phường Vũ Ninh',
    ]);
    expect(names(await resolve('code: "09169"'))).toEqual(['Phường Vũ Ninh', 'Phường Thị Cầu']);
    // Code and name together settle which of the two is meant.
    expect((await resolve('code: "09169", name: "thi cau"')).candidates).toMatchObject([
      { reason: 'CODE_AND_NAME' },
    ]);
  });

  it('finds nothing rather than guess, and refuses an empty question', async () => {
    expect(await resolve('name: "Atlantis"')).toEqual({ candidates: [], codes: [] });
    for (const args of ['asOf: "2024-05-01"', 'name: "  "', 'code: null, name: ""'])
      expect((await resolve(args)).codes).toEqual(['HUB_UNIT_QUESTION_EMPTY']);
  });
});

it('completes a unit that another subgraph names by its key, and leaves one of elsewhere with its key', async () => {
  const sdl = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"])
    scalar Date
    type Query { places: [AdministrativeUnit] }
    type AdministrativeUnit @key(fields: "code validFrom", resolvable: false) { code: String! validFrom: Date! }`;
  const units = [
    { code: '09169', validFrom: '2004-07-08' },
    { code: '00004', validFrom: '2025-07-01' },
  ];
  const places = {
    name: 'places',
    sdl,
    schema: buildSubgraphSchema({ typeDefs: parse(sdl), resolvers: { Query: { places: () => units } } }),
  };
  const both = createGateway({ subgraphs: [places, administrativeUnitsSubgraph()] });
  const result = await both.execute({
    document: parse('{ places { code validFrom nameVi parent { nameVi } children { code } } }'),
    contextValue: test.context({ principal: anonymous }),
  });
  expect(result.errors).toBeUndefined();
  expect(result.data?.places).toEqual([
    { ...units[0], nameVi: 'Phường Thị Cầu', parent: { nameVi: 'Thành phố Bắc Ninh' }, children: [] },
    { ...units[1], nameVi: null, parent: null, children: null },
  ]);
});
