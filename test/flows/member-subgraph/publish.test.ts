import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { toSubgraph } from '../../gateway/support/graph.ts';
import { type ServedSubgraph, serveSubgraph } from '../../gateway/support/remote.ts';
import { startTestHub, type TestHub } from '../../support/hub.ts';
import { runHub } from '../../support/run-hub.ts';

const WORKS = `type Query { "Road works under way." roadWorks: [RoadWork!]! }
  "A work on a road." type RoadWork { id: ID! note: String road: RoadSegment }
  type RoadSegment @key(fields: "id") { id: ID! worksOpen: Int }`;

const resolvers = {
  Query: { roadWorks: () => [{ id: 'W1', note: 'thảm nhựa' }] },
  RoadSegment: { __resolveReference: ({ id }: { id: string }) => ({ id, worksOpen: 2 }) },
};

describe("a member's own subgraph", () => {
  let hub: TestHub;
  let works: ServedSubgraph;
  let schema: string;
  beforeAll(async () => {
    process.env.WORKS_TOKEN = 'not-a-real-secret';
    hub = await startTestHub();
    const local = toSubgraph('so-xay-dung', WORKS, resolvers);
    works = await serveSubgraph(local);
    schema = path.join(hub.dataDir, 'works.graphql');
    await writeFile(schema, local.sdl);
  });
  afterAll(async () => {
    await hub.stop();
    await works.stop();
  });

  const cli = (...args: string[]) =>
    runHub(['subgraph', ...args], { DATABASE_URL: hub.databaseUrl, HUB_DATA_DIR: hub.dataDir });
  const place = () => ['--schema', schema, '--url', works.url, '--owner', 'VN-BN/GOV/SXD/WORKS'];
  const ask = async (query: string) => {
    const response = await fetch(`${hub.url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${hub.keys.analyst}` },
      body: JSON.stringify({ query }),
    });
    // biome-ignore lint/suspicious/noExplicitAny: whatever JSON came back
    return (await response.json()) as any;
  };
  const JOINED = '{ roadSegments(first: 2) { nodes { name worksOpen } } roadWorks { id note } }';

  it('is checked without joining, joins when published, and extends what the hub has', async () => {
    const checked = await cli('check', 'so-xay-dung', ...place());
    expect([checked.code, checked.err]).toEqual([0, '']);
    expect((await ask('{ roadWorks { id } }')).errors[0].extensions.code).toBe('GRAPHQL_VALIDATION_FAILED');

    const header = ['--header', 'authorization=env:WORKS_TOKEN'];
    const published = await cli(
      'publish',
      'so-xay-dung',
      ...place(),
      ...header,
      '--by',
      'Nguyễn An',
      '--json',
    );
    expect(JSON.parse(published.out)).toMatchObject({ accepted: true, version: 1 });
    await vi.waitFor(async () => expect((await ask('{ roadWorks { id } }')).errors).toBeUndefined(), 15_000);

    const { data, errors } = await ask(JOINED);
    expect(errors).toBeUndefined();
    expect(data.roadWorks).toEqual([{ id: 'W1', note: 'thảm nhựa' }]);
    expect(data.roadSegments.nodes).toHaveLength(2);
    for (const node of data.roadSegments.nodes) expect(node).toMatchObject({ worksOpen: 2 });
    const { headers } = works.calls.at(-1)!;
    expect(headers.authorization).toBe('not-a-real-secret');
    expect(headers['x-hub-client']).toBe('VN-BN/GOV/TTTTCH/ANALYSIS');
    expect(JSON.stringify(works.calls)).not.toContain(hub.keys.analyst);
  });

  it('that is down costs its own fields, says since when, and comes back', async () => {
    await works.stop();
    const down = await ask(JOINED);
    // `roadWorks: [RoadWork!]!` cannot be null, so nothing can stand: the schema's author said so.
    expect(down.data).toBeNull();
    expect(down.errors[0].extensions).toMatchObject({
      code: 'HUB_SUBGRAPH_UNREACHABLE',
      subgraph: 'so-xay-dung',
    });
    const partial = await ask('{ roadSegments(first: 2) { nodes { name worksOpen } } }');
    expect(partial.data.roadSegments.nodes[0]).toMatchObject({ worksOpen: null });
    expect(partial.data.roadSegments.nodes[0].name).toBeTruthy();
    expect(partial.extensions.sources).toContainEqual(
      expect.objectContaining({ name: 'so-xay-dung', status: 'DOWN', since: expect.any(String) }),
    );
    expect(JSON.stringify(partial)).not.toContain('127.0.0.1');
    await works.start();
    expect((await ask('{ roadSegments(first: 1) { nodes { worksOpen } } }')).errors).toBeUndefined();
  });

  it('is refused by name when it does not fit, and the graph stays', async () => {
    const clash = path.join(hub.dataDir, 'clash.graphql');
    await writeFile(
      clash,
      'extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: ["@key"]) type Query { "x" roadSegments: Int }',
    );
    const refused = await cli(
      'publish',
      'clash',
      '--schema',
      clash,
      '--url',
      works.url,
      '--owner',
      'VN-BN/GOV/X',
      '--by',
      'Nguyễn An',
    );
    expect(refused.code).toBe(1);
    expect(refused.out).toContain('roadSegments');
    expect((await ask('{ roadWorks { id } }')).errors).toBeUndefined();
  });

  it('keeps no secret: neither the command nor the registry takes one', async () => {
    const refused = await cli('check', 'so-xay-dung', ...place(), '--header', 'authorization=Bearer abc');
    expect(refused.code).toBe(2);
    const { rows } = await hub.store.pool.query('SELECT settings::text AS settings FROM member_subgraph');
    expect(JSON.stringify(rows)).not.toContain('not-a-real-secret');
  });

  it('may not take away what clients ask for, unless somebody accepts that', async () => {
    const less = path.join(hub.dataDir, 'less.graphql');
    await writeFile(less, toSubgraph('so-xay-dung', WORKS.replace(' note: String', ''), {}).sdl);
    const at = ['--schema', less, '--url', works.url, '--owner', 'VN-BN/GOV/SXD/WORKS', '--json'];
    await vi.waitFor(async () => {
      const refused = JSON.parse((await cli('check', 'so-xay-dung', ...at)).out);
      expect(refused).toMatchObject({ accepted: false });
      expect(refused.findings).toContainEqual(
        expect.objectContaining({ code: 'FIELD_REMOVED', level: 'error', at: 'RoadWork.note' }),
      );
    }, 60_000);
    const accepted = await cli('check', 'so-xay-dung', ...at, '--accept-breaking');
    expect([accepted.code, JSON.parse(accepted.out).accepted]).toEqual([0, true]);
  }, 90_000);

  it('leaves when it is withdrawn', async () => {
    const withdrawn = await cli('withdraw', 'so-xay-dung', '--by', 'Nguyễn An', '--accept-breaking');
    expect(withdrawn.code).toBe(0);
    await vi.waitFor(
      async () =>
        expect((await ask('{ roadWorks { id } }')).errors[0].extensions.code).toBe(
          'GRAPHQL_VALIDATION_FAILED',
        ),
      15_000,
    );
    expect((await cli('list')).out).toContain('none is published');
  });
});
