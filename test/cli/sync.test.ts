import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../support/database.ts';
import { root, runHub } from '../support/run-hub.ts';

let database: TestDatabase;
let folder: string;
let config: string;

/** A province with one folder of traffic counts; `count` says under which name the flow is looked for. */
const definition = (count: string) => `
import { defineHub } from '${root}src/hub/define-hub.ts';
import { defineSource, values } from '${root}src/sdk/index.ts';
export const hub = defineHub({
  province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' },
  policies: [],
  sources: [
    defineSource({
      name: 'counts', titleVi: 'Đếm xe', titleEn: 'Counts', owner: 'VN-BN/GOV/TEST', channel: 'DIRECT_LAB',
      connector: 'files',
      config: { dir: ${JSON.stringify('@DROP@')}, datasets: [{ name: 'flow', pattern: '*.csv', format: 'csv', key: ['ma'] }] },
      bindings: [{ from: 'flow', to: 'trafficFlowObserved', mode: 'sync', map: (raw) => ({
        sensorId: raw.ma, dateObserved: raw.tu, periodSeconds: 900, refRoadSegment: 'QL1-001',
        laneDirection: 'FORWARD', intensity: Number(raw.${count}),
      }) }],
    }),
  ],
});
`;

beforeAll(async () => {
  database = await createTestDatabase();
  folder = await mkdtemp(path.join(tmpdir(), 'hub-sync-'));
  config = path.join(folder, 'province.ts');
  await mkdir(path.join(folder, 'drop'));
});
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function configure(count: string): Promise<void> {
  await writeFile(config, definition(count).replace('@DROP@', path.join(folder, 'drop')));
}

const hub = (...args: string[]) =>
  runHub(args, { DATABASE_URL: database.url, HUB_DATA_DIR: folder, HUB_CONFIG: config });

describe('a mapping that is wrong, from the command line', { timeout: 180_000 }, () => {
  it('shows in a dry run, fills the quarantine, is mended and replayed', async () => {
    await configure('luu_luong');
    const rows = ['ma,tu,so_xe', ...[1, 2, 3].map((n) => `F${n},2026-11-24T0${n}:00:00Z,${n}0`)];
    await writeFile(path.join(folder, 'drop', 'a.csv'), `${rows.join('\n')}\n`);

    const dry = await hub('sync', 'counts', '--dry-run', '--json');
    expect(JSON.parse(dry.out)).toMatchObject({
      previews: [{ records: [], refused: [{ reason: 'record' }, {}, {}], unmapped: ['so_xe'] }],
    });

    const synced = await hub('sync', 'counts', '--json');
    expect(JSON.parse(synced.out)).toMatchObject({ runs: [{ inserted: 0, quarantined: 3 }] });
    const counts = await hub('quarantine', 'counts', '--json');
    expect(JSON.parse(counts.out)).toMatchObject({
      counts: [{ source: 'counts', dataset: 'trafficFlowObserved', reason: 'record', records: 3 }],
    });
    const listed = await hub('quarantine', 'list', '--json');
    const first = (JSON.parse(listed.out) as { records: Record<string, string>[] }).records[0]!;
    expect(first).toMatchObject({ source: 'counts', src_pos: expect.any(String) });
    expect(first).not.toHaveProperty('raw');
    const nameless = await hub('quarantine', 'discard', first.id!, '--note', 'x');
    expect(nameless.code).toBe(2);
    const discarded = await hub('quarantine', 'discard', first.id!, '--by', 'Lan', '--note', 'thử nghiệm');
    expect(discarded).toMatchObject({ code: 0, out: expect.stringContaining('1/1') });
    expect((await hub('quarantine', 'discard', first.id!, '--by', 'Lan', '--note', 'x')).code).toBe(1);

    await configure('so_xe');
    const replayed = await hub('replay', 'counts', '--json');
    expect(JSON.parse(replayed.out)).toMatchObject({ runs: [{ inserted: 2, quarantined: 0 }] });
    const after = await hub('quarantine', 'counts', '--json');
    expect(JSON.parse(after.out)).toEqual({ version: 1, counts: [] });
    const pending = await hub('approval', 'list', '--json');
    expect(JSON.parse(pending.out)).toEqual({ version: 1, approvals: [] });
  });

  it('names the sources that there are when one is asked for that is not', async () => {
    const { code, out } = await hub('sync', 'nobody', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toMatchObject({
      problem: {
        code: 'HUB_INGEST_SOURCE_UNKNOWN',
        messageEn: expect.stringContaining('counts/trafficFlowObserved'),
      },
    });
  });
});
