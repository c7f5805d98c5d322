import { describe, expect, it } from 'vitest';
import { labelFields } from '../../../src/cli/source/field-labels.ts';
import { printSource } from '../../../src/cli/source/print-source.ts';
import { proposeMapping } from '../../../src/cli/source/propose-mapping.ts';
import { similarity } from '../../../src/cli/source/similarity.ts';
import { listRecordFields } from '../../../src/ingest/record-fields.ts';
import { vehiclesSubgraph } from '../../../src/subgraphs/vehicles/index.ts';
import { vehicleDataset } from '../../../src/subgraphs/vehicles/vehicle.dataset.ts';

const fields = labelFields('vehicle', listRecordFields(vehicleDataset), [vehiclesSubgraph().schema]);
const propose = (columns: Record<string, unknown[]>, key: string[] = []) =>
  proposeMapping(
    fields,
    Object.entries(columns).map(([path, samples]) => ({ path, samples })),
    key,
  );
const pairsOf = (columns: Record<string, unknown[]>) =>
  Object.fromEntries(propose(columns).fields.map(({ field, column }) => [field, column]));

describe('names', () => {
  it.each([
    ['nam_san_xuat', 'Năm sản xuất', 1],
    ['soKhung', 'Số khung', 1],
    ['loai_xe', 'Loại phương tiện', 1],
    ['NhienLieu', 'nhiên liệu', 1],
    ['bien_so', 'Màu sơn', 0],
  ])('%s and %s are alike: %d', (a, b, expected) => {
    if (expected === 1) expect(similarity(a, b)).toBe(1);
    else expect(similarity(a, b)).toBeLessThan(0.5);
  });
});

describe('a proposed mapping', () => {
  it('finds Vietnamese columns, with accents, without, nested or in English', () => {
    expect(
      pairsOf({
        'Biển số': ['99A-123.45'],
        nam_san_xuat: ['2019'],
        'dangKy.ngayDangKyLanDau': ['05/03/2020'],
        engineNumber: ['X1'],
        nhienLieu: ['Xăng'],
        loai_xe: ['Ô tô con'],
      }),
    ).toEqual({
      vehiclePlateIdentifier: 'Biển số',
      manufactureYear: 'nam_san_xuat',
      dateVehicleFirstRegistered: 'dangKy.ngayDangKyLanDau',
      engineNumber: 'engineNumber',
      fuelType: 'nhienLieu',
      vehicleType: 'loai_xe',
    });
  });

  it('leaves a column whose values cannot be what its name says, and says what is missing', () => {
    const proposed = propose({ nam_san_xuat: ['không rõ', 'n/a'], so_may: ['E1'] });
    expect(proposed.fields.map(({ field }) => field)).toEqual(['engineNumber']);
    expect(proposed.missing).toEqual([
      'vehiclePlateIdentifier',
      'vehicleGroup',
      'plateColour',
      'vehicleType',
      'status',
    ]);
    expect(proposed.unusedColumns).toEqual(['nam_san_xuat']);
    // What the record derives is asked of nobody.
    expect([...proposed.missing, ...proposed.unfed]).not.toContain('plateDisplay');
  });

  it('writes what a source sent as text, never as code', () => {
    const evil = "x';\nprocess.exit(3);//\u2028process.exit(4)";
    const mapping = propose({ [evil]: ['1'], nhienLieu: [evil] });
    const code = printSource(
      {
        name: 'evil',
        titleVi: evil,
        titleEn: '*/ process.exit(5)',
        owner: 'VN/GOV/X',
        channel: 'DIRECT_LAB',
        connector: 'files',
        config: { dir: evil, __proto__x: { env: 'DIR' } },
        network: [],
        bindings: [{ from: evil, to: 'vehicle', mode: 'sync', mapping }],
      },
      './sdk.ts',
    );
    const outside = code
      .replace(/'(?:[^'\\\n]|\\.)*'/g, "''")
      .replace(/\/\/.*$/gm, '')
      .replace(/\/\*.*?\*\//gs, '');
    expect(outside).not.toContain('process');
    expect(code).not.toContain('\u2028');
  });
});
