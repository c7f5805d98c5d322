import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parse } from 'graphql';
import ts from 'typescript';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { anonymous } from '../../../src/access/principal.ts';
import { createGateway } from '../../../src/gateway/gateway.ts';
import { roadsSubgraph } from '../../../src/subgraphs/roads/index.ts';
import { roadSegmentDataset } from '../../../src/subgraphs/roads/road-segment.dataset.ts';
import { type RestServer, startRestServer } from '../../connectors/rest-server.ts';
import { openTestStore, type TestStore } from '../../support/store.ts';
import { runCommand } from './run-command.ts';

const TOKEN = 'planted-registry-token-3c1b';

let test: TestStore;
let server: RestServer;
let folder: string;

beforeAll(async () => {
  test = await openTestStore({ datasets: [roadSegmentDataset] });
  server = await startRestServer();
  folder = await mkdtemp(path.join(tmpdir(), 'hub-source-'));
  await mkdir(path.join(folder, 'drop'));
  await writeFile(path.join(folder, 'package.json'), '{ "type": "module" }');
  await writeFile(
    path.join(folder, 'province.ts'),
    `export const hub = { province: { code: '24', nameVi: 'Bắc Ninh', nameEn: 'Bac Ninh' }, policies: [], sources: [] };`,
  );
  await writeFile(
    path.join(folder, 'drop', 'a.csv'),
    [
      'ma_doan;ten_doan;cap_duong;ly_trinh_dau;ly_trinh_cuoi;so_lan;cap_nhat;ghi_chu',
      'QL18-1;Đoạn 1;Quốc lộ;1,5;2,5;4;01/05/2026 08:30;x',
      'DT276-1;Đoạn 2;Đường tỉnh;0;3;2;02/05/2026 08:30;',
      'X-1;Đoạn 3;Đường trên cao;0;3;2;02/05/2026 08:30;',
      '',
    ].join('\n'),
  );
  server.handle = ({ headers, url }, response) => {
    if (headers.authorization !== `Bearer ${TOKEN}`) return response.writeHead(401).end() && undefined;
    if (url.pathname !== '/api/segments') return [];
    return {
      items: [
        { maDoan: 'R-1', thongTin: { capDuong: 'Đường xã', tocDoToiDa: 60 }, tinhTrang: 'Đang khai thác' },
        { maDoan: 'R-2', thongTin: { capDuong: 'Đường đô thị', tocDoToiDa: 50 }, tinhTrang: 'Đóng' },
      ],
    };
  };
});
afterAll(async () => {
  await server.close();
  await test.close();
  await rm(folder, { recursive: true, force: true });
});

const hub = (...args: string[]) =>
  runCommand(args, {
    HUB_CONFIG: path.join(folder, 'province.ts'),
    HUB_DATA_DIR: folder,
    DATABASE_URL: test.url,
    REGISTRY_TOKEN: TOKEN,
  });

const settings = (all: Record<string, string>) =>
  Object.entries(all).flatMap(([name, value]) => ['--set', `${name}=${value}`]);

const csv = {
  dir: '@',
  settleMs: '0',
  'datasets.0.name': 'segments',
  'datasets.0.pattern': '*.csv',
  'datasets.0.format': 'csv',
  'datasets.0.key': '["ma_doan"]',
};

const registry = () => ({
  baseUrl: `${server.base}/api`,
  'auth.type': 'bearer',
  'auth.token': 'env:REGISTRY_TOKEN',
  'datasets.0.name': 'segments',
  'datasets.0.path': 'segments',
  'datasets.0.key': '["maDoan"]',
  'datasets.0.recordPath': 'items',
});

const statuses = (out: string) =>
  (
    JSON.parse(out).sources[0].findings as { check: string; status: string; problem?: { code: string } }[]
  ).map(({ check, status, problem }) => [check, status, ...(problem ? [problem.code] : [])].join(' '));

async function roads(): Promise<{ id: string; roadClass: string }[]> {
  const gateway = createGateway({ subgraphs: [roadsSubgraph()] });
  const query =
    '{ roadSegments(first: 10, orderBy: [{ id: ASC }]) { edges { node { id roadClass maximumAllowedSpeed } } } }';
  const answer = await gateway.execute({
    document: parse(query),
    contextValue: test.context({ principal: anonymous }),
  });
  const { data } = answer as { data: { roadSegments: { edges: { node: never }[] } } };
  return data.roadSegments.edges.map(({ node }) => node);
}

function typeErrors(files: string[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.json', ts.sys.readFile);
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, process.cwd());
  const program = ts.createProgram(files, { ...options, noEmit: true, rootDir: '/', types: [] });
  return files.flatMap((file) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(file))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n')),
  );
}

describe('a source, from the command line', { timeout: 120_000 }, () => {
  it('CSV folder: add, check, preview, sync; its rows are in the graph', async () => {
    const added = await hub(
      ...['source', 'add', 'roads', '--connector', 'files', '--dataset', 'segments=roadSegment'],
      ...settings({ ...csv, dir: path.join(folder, 'drop') }),
    );
    expect(added.err).toBe('');
    expect(added.code).toBe(0);
    expect(added.out).toMatch(/ma_doan\s+→ id/);
    const written = await readFile(path.join(folder, 'sources', 'roads.source.ts'), 'utf8');
    expect(written).toContain("startKilometer: { from: 'ly_trinh_dau', read: values.decimal }");
    // What no label stands for is shown, not guessed.
    expect(written).toContain("No code was found for: 'Đường trên cao'");

    const checked = await hub('source', 'check', 'roads', '--json');
    expect(statuses(checked.out)).toEqual([
      'config ok',
      'reach ok',
      'credentials ok',
      'schema ok',
      'mapping error HUB_SOURCE_CODES_UNKNOWN',
      'mapping warning HUB_SOURCE_FIELDS_UNFED',
      'mapping warning HUB_SOURCE_COLUMNS_UNMAPPED',
      'rows warning HUB_SOURCE_ROWS_REFUSED',
    ]);
    expect(checked.out).toContain('Đường trên cao');
    expect(checked.code).toBe(1);

    const preview = await hub('source', 'preview', 'roads');
    expect(preview.out).toMatch(/ly_trinh_dau = "1,5"\s+→ startKilometer = 1.5/);
    expect(preview.out).toMatch(/ghi_chu = "x"\s+· chưa ánh xạ/);
    expect(preview.out).toMatch(/✖ map cap_duong: .*Đường trên cao.* is not one of/);
    expect(preview.code).toBe(0);
    // Nothing was moved, and nothing written.
    expect(await readdir(path.join(folder, 'drop'))).toEqual(['a.csv']);
    expect(await roads()).toEqual([]);

    const synced = await hub('sync', 'roads', '--json');
    // A file knows its size: nothing is left at its end.
    const told = JSON.parse(synced.err.trim().split('\n').at(-1)!);
    expect(told).toMatchObject({ progress: 'roads', rows: 3, share: 1, secondsLeft: 0 });
    expect(told.bytes).toBeGreaterThan(100);
    expect(JSON.parse(synced.out).runs).toMatchObject([{ inserted: 2, quarantined: 1 }]);
    expect(await roads()).toMatchObject([
      { id: 'DT276-1', roadClass: 'PROVINCIAL' },
      { id: 'QL18-1', roadClass: 'NATIONAL' },
    ]);
  });

  it('REST server: add, check, preview, sync; what stands within another field is mapped too', async () => {
    const added = await hub(
      ...['source', 'add', 'registry', '--connector', 'rest', '--dataset', 'segments=roadSegment', '--json'],
      ...['--network', '127.0.0.0/8', '--owner', 'VN-BN/GOV/SXD/ROADS', ...settings(registry())],
    );
    expect(added.code, added.err).toBe(0);
    const file = path.join(folder, 'sources', 'registry.source.ts');
    expect(await readFile(file, 'utf8')).not.toContain(TOKEN);
    expect(statuses((await hub('source', 'check', 'registry', '--json')).out)).not.toContainEqual(
      expect.stringContaining('error'),
    );
    const { previews } = JSON.parse(
      (await hub('source', 'preview', 'registry', '--limit', '1', '--json')).out,
    );
    expect(previews[0].rows).toEqual([
      {
        raw: expect.objectContaining({ maDoan: 'R-1' }),
        record: expect.objectContaining({
          id: 'R-1',
          roadClass: 'COMMUNE',
          maximumAllowedSpeed: 60,
          status: 'OPEN',
        }),
      },
    ]);
    expect(JSON.parse((await hub('sync', 'registry', '--json')).out).runs).toMatchObject([{ inserted: 2 }]);
    expect(await roads()).toContainEqual({ id: 'R-2', roadClass: 'URBAN', maximumAllowedSpeed: 50 });
    // A file of the same depth that cannot be right shows that the checker sees it.
    await mkdir(path.join(folder, 'wrong'));
    const wrong = path.join(folder, 'wrong', 'registry.source.ts');
    await writeFile(wrong, (await readFile(file, 'utf8')).replace("'DIRECT_LAB'", "'FAX'"));
    const errors = typeErrors([path.join(folder, 'sources', 'roads.source.ts'), file, wrong]);
    expect(errors).toEqual([expect.stringContaining('"FAX"')]);

    const printed = await hub('config', 'print');
    expect(printed.out).toContain('"token": "env:REGISTRY_TOKEN"');
    expect(printed.out).toContain('"name": "roads"');
    expect(printed.out + printed.err).not.toContain(TOKEN);
  });

  it('a secret itself is refused wherever it stands, and never shown', async () => {
    const rest = ['source', 'add', 'other', '--connector', 'rest', '--dataset', 'segments=roadSegment'];
    for (const wrong of [
      { 'auth.token': TOKEN },
      { 'headers.authorization': TOKEN },
      { baseUrl: `http://hub:${TOKEN}@127.0.0.1/api` },
    ]) {
      const { code, out, err } = await hub(...rest, ...settings({ ...registry(), ...wrong }));
      expect([code, out]).toEqual([2, '']);
      expect(err).toContain(Object.keys(wrong)[0]);
      expect(err).not.toContain(TOKEN);
    }
    expect(await readdir(path.join(folder, 'sources'))).not.toContain('other.source.ts');
  });

  it('credentials that are refused: nothing is written, and who can help is said', async () => {
    const { code, out, err } = await runCommand(
      [
        ...['source', 'add', 'late', '--connector', 'rest', '--dataset', 'segments=roadSegment', '--json'],
        ...['--network', '127.0.0.0/8', ...settings(registry())],
      ],
      { HUB_CONFIG: path.join(folder, 'province.ts'), REGISTRY_TOKEN: 'wrong' },
    );
    expect(code).toBe(1);
    expect(JSON.parse(out).findings.at(-1)).toMatchObject({
      check: 'credentials',
      status: 'error',
      problem: { code: 'HUB_SOURCE_CREDENTIALS_REFUSED', fixer: 'operator' },
    });
    expect(err).toContain('nothing was written');
    expect(await readdir(path.join(folder, 'sources'))).not.toContain('late.source.ts');
  });

  it('wrong use: exit code 2, with what there is', async () => {
    expect(await hub('source', 'check', 'nobody')).toMatchObject({
      code: 2,
      err: expect.stringContaining('registry'),
    });
    expect(await hub('source', 'add', 'roads', '--connector', 'files')).toMatchObject({
      code: 2,
      err: expect.stringContaining('"roads"'),
    });
    expect(await hub('source', 'add', 'fresh', '--connector', 'fax')).toMatchObject({
      code: 2,
      err: expect.stringContaining('xroad-rest'),
    });
    const unnamed = await hub(
      'source',
      'add',
      'fresh',
      '--connector',
      'files',
      ...settings({ ...csv, dir: folder }),
    );
    expect(unnamed).toMatchObject({ code: 2, err: expect.stringContaining('roadSegment') });
  });
});
