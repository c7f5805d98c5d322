import { mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type FileDrop, openFileDrop } from '../../../src/demo/servers/file-drop/drop.ts';
import { AS_OF, createSmallWorld } from '../small-world.ts';

const world = createSmallWorld();
let root: string;
const open = (): Promise<FileDrop> =>
  openFileDrop({
    dir: path.join(root, 'drop'),
    listFile: path.join(root, 'deliveries.json'),
    world,
    now: () => AS_OF + 3_600_000,
  });

beforeEach(() => {
  root = mkdtempSync(path.join(tmpdir(), 'drop-'));
});
afterEach(() => rmSync(root, { recursive: true }));

describe('the file drop', () => {
  it('delivers UTF-8 with a byte order mark, `;`, CRLF, decimal commas and dd/mm/yyyy', async () => {
    const { dir } = await open();
    expect(readdirSync(dir).sort()).toEqual(['accidents-2026-11-24.csv', 'road-segments-2026-11-24.csv']);
    const bytes = readFileSync(path.join(dir, 'accidents-2026-11-24.csv'));
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
    const lines = bytes.subarray(3).toString('utf8').split('\r\n');
    expect(lines).toHaveLength(world.sizes.accidents + 2);
    expect(lines.at(-1)).toBe('');
    const columns = lines[0]!.split(';');
    const [first] = lines.slice(1).map((line) => {
      const fields = line.split(';');
      return Object.fromEntries(columns.map((column, i) => [column, fields[i]]));
    });
    expect(first).toMatchObject({
      kinh_do: expect.stringMatching(/^10[567],\d+$/),
      thoi_gian_xay_ra: expect.stringMatching(/^\d\d\/\d\d\/\d{4} \d\d:\d\d$/),
      thiet_hai: expect.stringMatching(/^\d{1,3}(\.\d{3})+$/),
    });
  });

  it('delivers nothing twice, wherever the reader has put it', async () => {
    const { dir } = await open();
    mkdirSync(path.join(dir, 'processed'));
    for (const name of readdirSync(dir).filter((entry) => entry.endsWith('.csv')))
      renameSync(path.join(dir, name), path.join(dir, 'processed', name));
    const again = await open();
    expect(readdirSync(dir)).toEqual(['processed']);
    expect(again.delivered).toBe(2);
  });

  it('delivers new accidents under new keys, over stops', async () => {
    const keysOf = (file: string) =>
      readFileSync(path.join(root, 'drop', file), 'utf8')
        .split('\r\n')
        .slice(1, -1)
        .map((line) => line.split(';')[0]);
    const first = keysOf(await (await open()).dropAccidents(2));
    const second = keysOf(await (await open()).dropAccidents(2));
    expect([...first, ...second]).toEqual(['TN-0000400', 'TN-0000401', 'TN-0000402', 'TN-0000403']);
  });

  it('can be away and come back', async () => {
    const drop = await open();
    drop.setDown(true);
    expect(() => readdirSync(drop.dir)).toThrow('ENOENT');
    drop.setDown(false);
    expect(readdirSync(drop.dir)).toHaveLength(2);
  });
});
