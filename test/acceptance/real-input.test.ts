import { afterAll, beforeAll, expect, it } from 'vitest';
import type { RunTotals } from '../../src/ingest/ledger.ts';
import { I94_FILE, I94_SENSOR } from './i94.source.ts';
import { RDW_FOLDER } from './rdw-server.ts';
import { openRealInput, type RealInput } from './real-input.ts';
import { describeWithData } from './shared-data.ts';
import { STATS19_FILES } from './stats19/stats19.source.ts';
import { toInstant } from './wall-clock.ts';

const COLLISIONS = 4_060;
const VEHICLES = 7_355;
const CASUALTIES = 5_240;
const HOURS = 17_520;
const HOURS_WITHOUT_COUNT = 104;

const nothing = { inserted: 0, updated: 0, unchanged: 0, deleted: 0, quarantined: 0 };

describeWithData('real input', [...STATS19_FILES, I94_FILE, RDW_FOLDER], () => {
  let hub: RealInput;
  let first: Record<string, RunTotals>;

  beforeAll(async () => {
    hub = await openRealInput();
    await hub.dropFiles();
    first = await hub.syncAll();
  });
  afterAll(() => hub?.close());

  const query = async <R extends object>(sql: string): Promise<R[]> => (await hub.store.pool.query(sql)).rows;
  const connectionCounts = `{ totalCount }`;

  it('comes in whole: every record stored, none refused', () => {
    expect(first).toMatchObject({
      trafficAccident: { ...nothing, inserted: COLLISIONS },
      stats19Vehicle: { ...nothing, inserted: VEHICLES },
      stats19Casualty: { ...nothing, inserted: CASUALTIES },
      trafficFlowObserved: { ...nothing, inserted: HOURS },
      vehicle: { ...nothing, inserted: hub.rdw.vehicles.length },
    });
  });

  it('tells of every record in which file and on which line it stands', async () => {
    const [place] = await query<{ files: number; lines: number }>(
      'SELECT count(DISTINCT _src_uri) AS files, count(DISTINCT _src_pos) AS lines FROM traffic_accident',
    );
    expect(place).toEqual({ files: 1, lines: COLLISIONS });
  });

  it('links vehicles and casualties to their accidents: no orphans, and as many as declared', async () => {
    const [orphans] = await query(`
      SELECT (SELECT count(*) FROM stats19_vehicle v
                LEFT JOIN traffic_accident a ON a.id = v.accident_id WHERE a.id IS NULL) AS vehicles,
             (SELECT count(*) FROM stats19_casualty c
                LEFT JOIN traffic_accident a ON a.id = c.accident_id WHERE a.id IS NULL) AS casualties,
             (SELECT count(*) FROM stats19_casualty c
                LEFT JOIN stats19_vehicle v ON v.id = c.vehicle_id WHERE v.id IS NULL) AS riders`);
    expect(orphans).toEqual({ vehicles: 0, casualties: 0, riders: 0 });

    const [agreeing] = await query(`
      SELECT count(*) AS n FROM traffic_accident a
      WHERE declared_vehicle_count = (SELECT count(*) FROM stats19_vehicle v WHERE v.accident_id = a.id)
        AND declared_casualty_count = (SELECT count(*) FROM stats19_casualty c WHERE c.accident_id = a.id)`);
    expect(agreeing).toEqual({ n: COLLISIONS });
  });

  it('answers the same as one federated graph, page by page over all accidents', async () => {
    interface Answer {
      trafficAccidents: {
        nodes: {
          declaredVehicleCount: number;
          declaredCasualtyCount: number;
          stats19Vehicles: { totalCount: number };
          stats19Casualties: { totalCount: number };
        }[];
        pageInfo: { hasNextPage: boolean; endCursor: string | null };
      };
    }
    const sums = { accidents: 0, vehicles: 0, casualties: 0, disagreeing: 0 };
    let after: string | null = null;
    for (let hasNextPage = true; hasNextPage; ) {
      const { trafficAccidents }: Answer = await hub.ask<Answer>(
        `query ($after: String) {
          trafficAccidents(first: 1000, after: $after) {
            nodes {
              declaredVehicleCount declaredCasualtyCount
              stats19Vehicles(first: 0) ${connectionCounts} stats19Casualties(first: 0) ${connectionCounts}
            }
            pageInfo { hasNextPage endCursor }
          }
        }`,
        { after },
      );
      for (const node of trafficAccidents.nodes) {
        sums.accidents += 1;
        sums.vehicles += node.stats19Vehicles.totalCount;
        sums.casualties += node.stats19Casualties.totalCount;
        if (
          node.declaredVehicleCount !== node.stats19Vehicles.totalCount ||
          node.declaredCasualtyCount !== node.stats19Casualties.totalCount
        )
          sums.disagreeing += 1;
      }
      ({ hasNextPage, endCursor: after } = trafficAccidents.pageInfo);
    }
    expect(sums).toEqual({
      accidents: COLLISIONS,
      vehicles: VEHICLES,
      casualties: CASUALTIES,
      disagreeing: 0,
    });
  });

  it('answers one query across the three owners with the figures of their files', async () => {
    const counts = (name: string, list: string, where: string) =>
      `${name}: ${list}(${where}, first: 0) { totalCount }`;
    const severity = (name: string, code: string) =>
      counts(name, 'trafficAccidents', `where: { declaredSeverity: { eq: ${code} } }`);
    const answer = await hub.ask<Record<string, { totalCount: number }>>(`{
      trafficAccidents(first: 0) ${connectionCounts}
      stats19Vehicles(first: 0) ${connectionCounts}
      stats19Casualties(first: 0) ${connectionCounts}
      ${severity('fatal', 'SERIOUS')}
      ${severity('serious', 'LESS_SERIOUS')}
      ${severity('slight', 'COLLISION')}
      ${counts('dead', 'stats19Casualties', 'where: { severity: { eq: DEAD } }')}
      ${counts('pedestrians', 'stats19Casualties', 'where: { role: { eq: PEDESTRIAN } }')}
      ${counts('wet', 'trafficAccidents', 'where: { roadSurface: { eq: WET } }')}
      ${counts('surfaceUnknown', 'trafficAccidents', 'where: { roadSurface: { isNull: true } }')}
      ${counts('m62', 'trafficAccidents', 'where: { roadRef: { eq: "M62" } }')}
      ${counts('hours', 'trafficFlowObserved', `where: { sensorId: { eq: "${I94_SENSOR}" } }`)}
      ${counts('uncounted', 'trafficFlowObserved', 'where: { intensity: { isNull: true } }')}
      vehicles(first: 0) ${connectionCounts}
    }`);
    const figures = Object.fromEntries(Object.entries(answer).map(([name, list]) => [name, list.totalCount]));
    expect(figures).toEqual({
      trafficAccidents: COLLISIONS,
      stats19Vehicles: VEHICLES,
      stats19Casualties: CASUALTIES,
      fatal: 35,
      serious: 1_164,
      slight: 2_861,
      dead: 40,
      pedestrians: 985,
      wet: 1_121,
      surfaceUnknown: 1,
      m62: 111,
      hours: HOURS,
      uncounted: HOURS_WITHOUT_COUNT,
      vehicles: hub.rdw.vehicles.length,
    });
  });

  it('takes times of day as the clocks of the place showed them, summer and winter', async () => {
    const [times] = await query<{ min: string; max: string; repeated: number }>(`
      SELECT min(occurred_at), max(occurred_at),
             count(*) FILTER (WHERE occurred_at = '${toInstant('2024-10-27T01:08', 'Europe/London')}') AS repeated
      FROM traffic_accident`);
    expect(times!.min >= '2024-01-01T00:00:00.000Z' && times!.max < '2025-01-01T00:00:00.000Z').toBe(true);
    expect(times!.repeated).toBe(1);
  });

  it('keeps the 104 hours without a count, flagged, and every hour once', async () => {
    const [hours] = await query(`
      SELECT count(*) AS n, count(DISTINCT date_observed) AS distinct_hours,
             count(*) FILTER (WHERE quality_flags ?| '{MISSING_COUNT,ZERO_COUNT}') AS flagged,
             extract(epoch FROM max(date_observed) - min(date_observed_from)) / 3600 AS span
      FROM traffic_flow_observed`);
    expect(hours).toEqual({
      n: HOURS,
      distinct_hours: HOURS,
      flagged: HOURS_WITHOUT_COUNT,
      // No gap: the hours fill the time between the first and the last.
      span: HOURS,
    });
  });

  it('takes foreign vehicles with their inspection, and says how overdue it is', async () => {
    const { vehicles } = await hub.ask<{
      vehicles: {
        nodes: {
          vehiclePlateIdentifier: string;
          inspectionValidUntil: string | null;
          inspectionOverdue: { overdueDays: number } | null;
        }[];
      };
    }>(`{ vehicles(first: 100) { nodes {
      vehiclePlateIdentifier inspectionValidUntil inspectionOverdue(asOf: "2026-11-24") { overdueDays }
    } } }`);
    const expected = hub.rdw.vehicles.map(({ kenteken, vervaldatum_apk: until }) => {
      const date = until ? `${until.slice(0, 4)}-${until.slice(4, 6)}-${until.slice(6)}` : null;
      const overdue = date && {
        overdueDays: Math.max(0, (Date.parse('2026-11-24') - Date.parse(date)) / 86_400_000),
      };
      return {
        vehiclePlateIdentifier: kenteken,
        inspectionValidUntil: date,
        inspectionOverdue: overdue,
      };
    });
    expect(vehicles.nodes).toHaveLength(expected.length);
    expect(vehicles.nodes).toEqual(expect.arrayContaining(expected));
    expect(expected.some(({ inspectionValidUntil }) => inspectionValidUntil !== null)).toBe(true);
  });

  it('sent again, changes nothing and announces nothing', async () => {
    const events = async () => (await query<{ n: number }>('SELECT count(*) AS n FROM event'))[0]!.n;
    const before = await events();
    await hub.dropFiles();
    const second = await hub.syncAll();
    const changes = Object.values(second).map(({ inserted, updated, deleted, quarantined }) => [
      inserted,
      updated,
      deleted,
      quarantined,
    ]);
    expect(changes).toEqual(Array(5).fill([0, 0, 0, 0]));
    // The files were read again to the last line; the interface was asked and had nothing new to say.
    expect(second).toMatchObject({
      trafficAccident: { unchanged: COLLISIONS },
      stats19Vehicle: { unchanged: VEHICLES },
      stats19Casualty: { unchanged: CASUALTIES },
      trafficFlowObserved: { unchanged: HOURS },
    });
    expect(await events()).toBe(before);
  });
});
