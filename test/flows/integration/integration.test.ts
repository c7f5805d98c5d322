import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { expandBlocks } from '../../../src/store/landed-text.ts';
import { ask } from '../../support/client.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';

let hub: TestHub;

beforeAll(async () => {
  hub = await startTestHub();
}, 120_000);
afterAll(() => hub?.stop());

const as = (name: string | undefined, query: string, variables: Record<string, unknown> = {}) =>
  // biome-ignore lint/suspicious/noExplicitAny: each query has a shape of its own.
  ask<any>(hub.url, query, { key: name && hub.keys[name], variables });
const codesOf = (answer: { errors?: { extensions?: { code?: string } }[] }) => [
  ...new Set((answer.errors ?? []).map((error) => error.extensions?.code)),
];
const sql = async (text: string, params: unknown[] = []) => (await hub.store.pool.query(text, params)).rows;
/** Refuses these texts in the name of a source's dataset; gives their numbers. */
const refuse = async (source: string, dataset: string, raws: string[]): Promise<string[]> => {
  const rows = await sql(
    `INSERT INTO quarantine (source, dataset, run, raw, reason, field, message)
     SELECT $1, $2, 'run-0', unnest($3::text[]), 'map', 'x', 'x: no number' RETURNING id::text AS id`,
    [source, dataset, raws],
  );
  return rows.map(({ id }) => id);
};

describe('sources in the graph', () => {
  it('say to an operator how each is doing, what it feeds and how its last run went', async () => {
    const { data, errors } = await as(
      'operator',
      `{ sources(orderBy: [{ name: ASC }]) { totalCount nodes {
           name owner connector status asOf datasets {
             name mode every state rows openQuarantine lastGoodRunAt parkedReason
             lastRun { status pages read written quarantined landedBytes problem { code } } } } } }`,
    );
    expect(errors).toBeUndefined();
    expect(data.sources.totalCount).toBe(4);
    const [registry] = data.sources.nodes.filter((s: { name: string }) => s.name === 'vehicle-registry');
    expect(registry).toMatchObject({
      connector: 'rest',
      status: 'OK',
      owner: 'VN-BN/POL/PC08/VEHICLE-REGISTRY',
    });
    const { good, bad } = hub.demo.expected.vehicle;
    const [vehicle] = registry.datasets.filter((d: { name: string }) => d.name === 'vehicle');
    expect(vehicle).toMatchObject({
      mode: 'SYNC',
      every: 'PT15S',
      rows: good,
      openQuarantine: bad,
      parkedReason: null,
    });
    const [first] = (
      await as(
        'operator',
        `{ runs(where: { dataset: { eq: "vehicle" } }, orderBy: [{ startedAt: ASC }], first: 1) {
             nodes { status mode read written quarantined landedBytes askedBy problem { code } } } }`,
      )
    ).data.runs.nodes;
    expect(first).toMatchObject({
      status: 'SUCCEEDED',
      mode: 'sync',
      written: good,
      quarantined: bad,
      problem: null,
    });
    expect(first.read).toBe(good + bad);
    expect(first.landedBytes).toBeGreaterThan(0);
    expect(data.sources.nodes.flatMap((s: { datasets: object[] }) => s.datasets)).toContainEqual(
      expect.objectContaining({ name: 'resident', mode: 'LIVE', state: 'LIVE', rows: null, lastRun: null }),
    );
  });

  it('say to anybody that they are there and whether they answer, and no more', async () => {
    const answer = await as(
      undefined,
      '{ sources { nodes { name status connector } } runs { nodes { id } } }',
    );
    expect(answer.data.sources.nodes).toContainEqual({
      name: 'vehicle-registry',
      status: 'OK',
      connector: null,
    });
    expect(answer.data.runs).toBeNull();
    expect(codesOf(answer)).toEqual(['HUB_ACCESS_FIELD_DENIED']);
  });

  it('page through runs without leaving one out', async () => {
    const before = await sql(`SELECT id FROM ingest_run WHERE mode = 'sync'`);
    const seen: string[] = [];
    for (let after: string | null = null, more = true; more; ) {
      const { data }: Awaited<ReturnType<typeof as>> = await as(
        'operator',
        `query ($after: String) { runs(first: 3, after: $after, where: { mode: { eq: "sync" } }) {
           nodes { id } pageInfo { hasNextPage endCursor } } }`,
        { after },
      );
      seen.push(...data.runs.nodes.map(({ id }: { id: string }) => id));
      ({ hasNextPage: more, endCursor: after } = data.runs.pageInfo);
    }
    // The schedule goes on meanwhile: what began before the first page has to be there, each once.
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual(expect.arrayContaining(before.map(({ id }) => id)));
    expect(before.length).toBeGreaterThanOrEqual(5);
  });
});

describe('quarantine in the graph', () => {
  it('is counted for those who may see inside; what was sent is for the operator alone', async () => {
    const query = `{ quarantineCounts { source dataset reason field count }
      quarantine(where: { dataset: { eq: "vehicle" } }, first: 2) { totalCount nodes { id reason field raw message uri position } } }`;
    const { bad } = hub.demo.expected.vehicle;
    const seen = await as('operator', query);
    expect(seen.errors).toBeUndefined();
    const total = seen.data.quarantineCounts
      .filter((c: { dataset: string }) => c.dataset === 'vehicle')
      .reduce((sum: number, c: { count: number }) => sum + c.count, 0);
    expect(total).toBe(bad);
    expect(seen.data.quarantine.totalCount).toBe(bad);
    for (const { raw, uri, message } of seen.data.quarantine.nodes) {
      expect(JSON.parse(raw)).toHaveProperty('maPhuongTien');
      expect(uri).toContain('/v1/phuong-tien');
      expect(message).not.toBe('');
    }
    for (const name of ['partner', 'analyst', 'officer']) {
      const hidden = await as(name, query);
      expect(hidden.data.quarantineCounts).toEqual(seen.data.quarantineCounts);
      for (const node of hidden.data.quarantine.nodes)
        expect(node).toMatchObject({ raw: null, message: null, uri: null, position: null });
      expect(codesOf(hidden)).toEqual(['HUB_ACCESS_FIELD_DENIED']);
      const filtered = await as(name, '{ quarantine(where: { uri: { eq: "x" } }) { totalCount } }');
      expect(codesOf(filtered)).toEqual(['HUB_ACCESS_FILTER_DENIED']);
    }
  });

  it('is left at that by a person, with a reason, once', async () => {
    const ids = await refuse('vehicle-registry', 'vehicle', ['{}', '[]']);
    const discard = `mutation ($ids: [ID!]!, $reason: String!) {
      discardQuarantine(ids: $ids, reason: $reason) { id status decidedBy note decidedAt } }`;
    for (const name of ['partner', 'officer', 'analyst', undefined]) {
      const refused = await as(name, discard, { ids, reason: 'x' });
      expect(codesOf(refused)).toEqual(['HUB_ACCESS_ACTION_DENIED']);
    }
    expect(codesOf(await as('operator', discard, { ids, reason: '  ' }))).toEqual([
      'HUB_INGEST_REASON_MISSING',
    ]);
    for (const wrong of ['999999999', 'abc', '99999999999999999999'])
      expect(codesOf(await as('operator', discard, { ids: [ids[0], wrong], reason: 'x' }))).toEqual([
        'HUB_INGEST_QUARANTINE_UNKNOWN',
      ]);
    expect(await sql(`SELECT count(*) AS n FROM quarantine WHERE status = 'DISCARDED'`)).toEqual([{ n: 0 }]);
    const { data } = await as('operator', discard, { ids, reason: 'Xe thử nghiệm' });
    expect(data.discardQuarantine).toHaveLength(2);
    for (const entry of data.discardQuarantine)
      expect(entry).toMatchObject({
        status: 'DISCARDED',
        decidedBy: 'VN-BN/GOV/TTTTCH/OPERATIONS',
        note: 'Xe thử nghiệm',
        decidedAt: expect.any(String),
      });
    const again = await as('operator', discard, { ids, reason: 'another' });
    expect(again.data.discardQuarantine).toEqual(data.discardQuarantine);
  });

  it('is tried again one by one: what is still wrong stays open, what is good now is taken', async () => {
    const [good] = await sql('SELECT id FROM traffic_violation LIMIT 1');
    const [page] = await sql(
      `SELECT raw FROM landed_page WHERE dataset = 'trafficViolation' ORDER BY id LIMIT 1`,
    );
    const changes = expandBlocks(JSON.parse(gunzipSync(page!.raw).toString())) as { data?: object }[];
    const sent = changes.find(({ data }) => JSON.stringify(data ?? {}).includes(`"${good!.id}"`))!.data;
    await sql('DELETE FROM traffic_violation WHERE id = $1', [good!.id]);
    const [wrong, mended] = await refuse('vehicle-registry', 'trafficViolation', [
      '{}',
      JSON.stringify(sent),
    ]);
    const { data, errors } = await as(
      'operator',
      `mutation ($ids: [ID!]!) { replayQuarantine(ids: $ids) { id status decidedBy } }`,
      { ids: [wrong, mended] },
    );
    expect(errors).toBeUndefined();
    expect(data.replayQuarantine).toEqual([
      { id: wrong, status: 'OPEN', decidedBy: null },
      { id: mended, status: 'REPLAYED', decidedBy: 'VN-BN/GOV/TTTTCH/OPERATIONS' },
    ]);
    expect(await sql(`SELECT count(*) AS n FROM traffic_violation WHERE id = $1`, [good!.id])).toEqual([
      { n: 1 },
    ]);
    expect(
      await sql(
        `SELECT status, inserted, asked_by FROM ingest_run WHERE mode = 'replay' AND dataset = 'trafficViolation'`,
      ),
    ).toEqual([{ status: 'SUCCEEDED', inserted: 1, asked_by: 'VN-BN/GOV/TTTTCH/OPERATIONS' }]);
  });
});

describe('replay and approvals in the graph', () => {
  const replay = `mutation ($source: String!, $dataset: String) {
    replay(source: $source, dataset: $dataset) { id mode askedBy } }`;
  const untilEnded = async (id: string) => {
    const query = `query ($id: ID!) { run(id: $id) { status unchanged inserted } }`;
    for (let tries = 0; ; tries++) {
      const { data } = await as('operator', query, { id });
      if (data.run.status !== 'RUNNING' || tries > 200) return data.run;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  };

  it('a replay begins, and is followed by its run', async () => {
    let started = await as('operator', replay, { source: 'vehicle-registry', dataset: 'patrolShift' });
    // The schedule may be at it just now.
    for (let tries = 0; tries < 50 && codesOf(started)[0] === 'HUB_INGEST_RUN_BUSY'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 100));
      started = await as('operator', replay, { source: 'vehicle-registry', dataset: 'patrolShift' });
    }
    const [run] = started.data.replay;
    expect(run).toMatchObject({ mode: 'replay', askedBy: 'VN-BN/GOV/TTTTCH/OPERATIONS' });
    const ended = await untilEnded(run.id);
    expect(ended).toMatchObject({ status: 'SUCCEEDED', inserted: 0 });
    expect(ended.unchanged).toBe(hub.demo.expected.patrolShift.good);
  });

  it('a stream at work pauses for it, and goes on', async () => {
    const of = { source: 'traffic-sensors', dataset: 'trafficIncident' };
    const streams = () =>
      sql(
        `SELECT id, status FROM ingest_run WHERE source = $1 AND dataset = $2 AND mode = 'stream' ORDER BY started_at`,
        [of.source, of.dataset],
      );
    const before = await streams();
    expect(before.at(-1)).toMatchObject({ status: 'RUNNING' });
    const started = await as('operator', replay, of);
    expect(started.errors).toBeUndefined();
    expect(await untilEnded(started.data.replay[0].id)).toMatchObject({ status: 'SUCCEEDED', inserted: 0 });
    expect(await streams()).toEqual(before);
  });

  it('a replay of what is not there, or by somebody else, is refused', async () => {
    expect(codesOf(await as('operator', replay, { source: 'nobody' }))).toEqual([
      'HUB_INGEST_SOURCE_UNKNOWN',
    ]);
    expect(codesOf(await as('operator', replay, { source: 'population' }))).toEqual([
      'HUB_INGEST_SOURCE_UNKNOWN',
    ]);
    expect(codesOf(await as('partner', replay, { source: 'vehicle-registry' }))).toEqual([
      'HUB_ACCESS_ACTION_DENIED',
    ]);
  });

  it('removals that wait happen when they are approved, in the name of who did it', async () => {
    const [{ id: vehicle }] = (await sql(`SELECT id FROM vehicle LIMIT 1`)) as [{ id: string }];
    const id = '01890000-0000-7000-8000-000000000001';
    await sql(
      `INSERT INTO approval (id, source, dataset, kind, detail) VALUES ($1, 'vehicle-registry', 'vehicle', 'REMOVALS', $2)`,
      [id, JSON.stringify({ missing: 1, held: 400, examples: [vehicle] })],
    );
    await sql('INSERT INTO approval_record (approval, id) VALUES ($1, $2)', [id, vehicle]);
    const listed = await as(
      'operator',
      '{ approvals(where: { status: { eq: PENDING } }) { nodes { id kind missing held examples narrowing } } }',
    );
    expect(listed.data.approvals.nodes).toEqual([
      { id, kind: 'REMOVALS', missing: 1, held: 400, examples: [vehicle], narrowing: null },
    ]);
    const others = await as('analyst', '{ approvals { nodes { missing examples } } }');
    expect(others.data.approvals.nodes).toEqual([{ missing: 1, examples: null }]);
    const approve = `mutation ($id: ID!) { approve(id: $id, note: "ok") { status decidedBy note } }`;
    expect(codesOf(await as('analyst', approve, { id }))).toEqual(['HUB_ACCESS_ACTION_DENIED']);
    const { data } = await as('operator', approve, { id });
    expect(data.approve).toEqual({
      status: 'APPROVED',
      decidedBy: 'VN-BN/GOV/TTTTCH/OPERATIONS',
      note: 'ok',
    });
    expect(await sql(`SELECT 1 FROM vehicle WHERE id = $1`, [vehicle])).toEqual([]);
    expect(codesOf(await as('operator', approve, { id }))).toEqual(['HUB_INGEST_APPROVAL_UNKNOWN']);
    expect(codesOf(await as('operator', approve, { id: 'x' }))).toEqual(['HUB_INGEST_APPROVAL_UNKNOWN']);
  });
});
