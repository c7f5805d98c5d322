import { graphql } from 'graphql';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { anonymous, type Principal } from '../../../src/access/principal.ts';
import { patrolSubgraph } from '../../../src/subgraphs/patrol/index.ts';
import { patrolShiftDataset } from '../../../src/subgraphs/patrol/patrol-shift.dataset.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { segment, shift } from '../../model/samples.ts';
import { allSeeing, type ContextOverrides } from '../../support/store.ts';
import { openPatrolGraph } from './patrol-graph.ts';

const internal = { ...allSeeing, grants: [{ ...allSeeing.grants[0]!, classes: ['internal' as const] }] };
const now = new Date('2026-03-01T06:00:00Z');

const shifts = [
  {
    ...shift,
    id: 'CA-1',
    routeSegments: ['QL18-001', 'QL18-404'],
    unitCode: '09169',
    unitValidFrom: '2025-07-01',
  },
  // Ends in this very moment: over.
  { ...shift, id: 'CA-2', endAt: '2026-03-01T06:00:00Z', activity: 'ALCOHOL' },
  { ...shift, id: 'CA-3', endAt: '2026-03-01T09:00:00Z' },
  {
    ...shift,
    id: 'CA-4',
    startAt: '2026-03-02T01:00:00Z',
    endAt: '2026-03-02T05:00:00Z',
    mode: 'COMBINED_PLAINCLOTHES',
  },
];

let graph: Awaited<ReturnType<typeof openPatrolGraph>>;
beforeAll(async () => {
  graph = await openPatrolGraph();
  await graph.put(patrolShiftDataset, shifts);
  await graph.put(roadSegmentDataset, [segment]);
});
afterAll(() => graph.close());

const idsFor = async (principal: Principal, args = '') => {
  const { data, errors } = await graph.ask(`{ patrolShifts${args} { totalCount nodes { id } } }`, {
    principal,
    now,
  });
  expect(errors).toEqual([]);
  const ids = data.patrolShifts.nodes.map((node: { id: string }) => node.id);
  expect(data.patrolShifts.totalCount).toBe(ids.length);
  return ids;
};

it('hides a shift that has not ended from lists, counts, filters and look-ups', async () => {
  expect(await idsFor(internal)).toEqual(['CA-2', 'CA-1']);
  expect(await idsFor(internal, '(where: { mode: { eq: COMBINED_PLAINCLOTHES } })')).toEqual([]);
  // Widening the condition does not get around it.
  expect(
    await idsFor(
      internal,
      '(where: { or: [{ endAt: { gt: "2026-03-01T06:00:00Z" } }, { id: { isNull: false } }] })',
    ),
  ).toEqual(['CA-2', 'CA-1']);
  for (const id of ['CA-3', 'CA-4']) {
    const { data, errors } = await graph.ask(`{ patrolShift(id: "${id}") { id startAt } }`, {
      principal: internal,
      now,
    });
    expect({ data, errors }).toEqual({ data: { patrolShift: null }, errors: [] });
  }
  expect(await idsFor(allSeeing)).toEqual(['CA-4', 'CA-3', 'CA-2', 'CA-1']);
});

it('hides it from entity look-ups', async () => {
  const look = async (overrides: ContextOverrides) => {
    const { data, errors } = await graphql({
      schema: patrolSubgraph().schema,
      source: `query ($keys: [_Any!]!) { _entities(representations: $keys) { ... on PatrolShift { id } } }`,
      variableValues: { keys: shifts.map(({ id }) => ({ __typename: 'PatrolShift', id })) },
      contextValue: graph.context({ now, ...overrides }),
    });
    expect(errors).toBeUndefined();
    return (data!._entities as ({ id: string } | null)[]).map((shift) => shift?.id ?? null);
  };
  expect(await look({ principal: internal })).toEqual(['CA-1', 'CA-2', null, null]);
  expect(await look({})).toEqual(['CA-1', 'CA-2', 'CA-3', 'CA-4']);
});

it('shows a shift once it has ended', async () => {
  const later = { principal: internal, now: new Date('2026-03-01T09:00:00Z') };
  const { data } = await graph.ask(`{ patrolShift(id: "CA-3") { id activity memberCount } }`, later);
  expect(data.patrolShift).toEqual({ id: 'CA-3', activity: 'GENERAL', memberCount: null });
});

it('shows the route and the unit; the team only to those who may see what is sealed', async () => {
  const query = `{ patrolShift(id: "CA-1") { teamCode routeSegments { id officialRef } administrativeUnit { nameVi } } }`;
  const { data, errors, statements } = await graph.ask(query, { principal: internal, now });
  expect(errors).toEqual([{ path: 'patrolShift.teamCode', code: 'HUB_ACCESS_FIELD_DENIED' }]);
  expect(statements).toBe(2);
  expect(data.patrolShift).toMatchObject({
    teamCode: null,
    administrativeUnit: { nameVi: 'Phường Vũ Ninh' },
  });
  // A segment that the road register does not have (yet) leaves its place in the route.
  expect(data.patrolShift.routeSegments).toEqual([
    { id: 'QL18-001', officialRef: 'QL18' },
    { id: 'QL18-404', officialRef: null },
  ]);
  const sealed = await graph.ask(query, { now });
  expect(sealed.data.patrolShift.teamCode).toBe('D1');
  const filter = await graph.ask(`{ patrolShifts(where: { teamCode: { eq: "D1" } }) { totalCount } }`, {
    principal: internal,
    now,
  });
  expect(filter.errors[0]?.code).toBe('HUB_ACCESS_FILTER_DENIED');
});

it('is nothing to those without a key, and asks the store nothing for them', async () => {
  const { data, errors, statements } = await graph.ask(
    `{ patrolShifts { totalCount } patrolShift(id: "CA-1") { id } }`,
    {
      principal: anonymous,
      now,
    },
  );
  expect(data).toEqual({ patrolShifts: null, patrolShift: null });
  expect(errors).toHaveLength(2);
  expect(statements).toBe(0);
});
