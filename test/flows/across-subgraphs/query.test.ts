import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
});
afterAll(async () => hub.stop());

/** Residents of a commune → their overdue vehicles → violations → the road → its live flow: six subgraphs. */
const QUERY = /* GraphQL */ `
  query Overdue($unit: UnitFilter!, $first: Int!) {
    residents(where: { unit: $unit }, first: $first) {
      nodes {
        personalId
        permanentResidence { nameVi }
        vehicles(first: $first) {
          nodes {
            id
            owner { personalId }
            administrativeUnit(asOf: "2026-11-24") { code }
            violations(first: $first) {
              nodes { id roadSegment { id officialRef flow { averageVehicleSpeed dateObserved } } }
            }
          }
        }
      }
    }
  }
`;

interface Data {
  residents: {
    nodes: {
      personalId: string;
      permanentResidence: { nameVi: string };
      vehicles: {
        nodes: {
          id: string;
          owner: { personalId: string };
          violations: { nodes: { id: string; roadSegment: { id: string; officialRef: string } | null }[] };
        }[];
      };
    }[];
  };
}

/** Statements of the query itself: those of the hub's own book-keeping are left out. */
function countStatements() {
  const spy = vi.spyOn(hub.store.pool, 'query');
  const statements = () =>
    spy.mock.calls
      .map(([sql]) => String(sql))
      .filter((sql) => / t (WHERE|JOIN)|LATERAL/.test(sql) && !sql.includes('source_cursor'));
  return { statements, stop: () => spy.mockRestore() };
}

async function measure(first: number) {
  const before = hub.demo.control.requests.population.statements!;
  const counted = countStatements();
  const answer = await ask<Data>(hub.url, QUERY, {
    key: hub.keys.partner,
    variables: { unit: { code: '24', asOf: '2026-11-24' }, first },
  });
  const statements = counted.statements().length;
  counted.stop();
  return { answer, statements, sourceCalls: hub.demo.control.requests.population.statements! - before };
}

describe('one query across six subgraphs', () => {
  it('costs statements by its levels, not by its rows', async () => {
    const small = await measure(3);
    const large = await measure(200);
    expect(small.answer.errors).toBeUndefined();
    expect(large.answer.errors).toBeUndefined();
    const rows = (data: Data) =>
      data.residents.nodes.flatMap((n) => n.vehicles.nodes.flatMap((v) => v.violations.nodes)).length;
    expect(rows(large.answer.data!)).toBeGreaterThan(20);
    expect(large.answer.data!.residents.nodes).toHaveLength(200);

    // residents: one question to their owner. vehicles, violations, segments, flow: one statement each.
    expect(large.sourceCalls).toBe(1);
    expect(large.statements).toBe(4);
    expect(small.sourceCalls).toBe(1);
    expect(small.statements).toBeLessThanOrEqual(4);
  });

  it('joins what belongs together', async () => {
    const { answer } = await measure(200);
    for (const resident of answer.data!.residents.nodes)
      for (const vehicle of resident.vehicles.nodes)
        expect(vehicle.owner.personalId).toBe(resident.personalId);
  });

  it('finds the residents of a commune by its new code', async () => {
    const commune =
      '{ residents(where: { unit: { code: "09169" } }, first: 100) { nodes { permanentResidence { code nameVi } } } }';
    const { data, errors } = await ask<Data>(hub.url, commune, { key: hub.keys.partner });
    expect(errors).toBeUndefined();
    expect(data!.residents.nodes.length).toBeGreaterThan(0);
    for (const { permanentResidence } of data!.residents.nodes)
      expect(permanentResidence.nameVi).toBe('Phường Vũ Ninh');
  });

  it('asks the live owner once for the owners of a page of vehicles', async () => {
    const before = hub.demo.control.requests.population.statements!;
    const query = '{ vehicles(first: 300) { nodes { owner { fullName } } } }';
    const { data, errors } = await ask<{ vehicles: { nodes: { owner: object | null }[] } }>(hub.url, query, {
      key: hub.keys.partner,
    });
    expect(errors).toBeUndefined();
    expect(data!.vehicles.nodes.filter((vehicle) => vehicle.owner !== null).length).toBeGreaterThan(200);
    expect(hub.demo.control.requests.population.statements! - before).toBe(1);
  });
});
