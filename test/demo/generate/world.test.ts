import { createHash } from 'node:crypto';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { generateAccident } from '../../../src/demo/generate/accident.ts';
import { isDefective } from '../../../src/demo/generate/defect.ts';
import { generatePatrolShift } from '../../../src/demo/generate/patrol-shift.ts';
import { generateResident, type RawResident } from '../../../src/demo/generate/resident.ts';
import { generateRoadSegment } from '../../../src/demo/generate/road-segment.ts';
import { generateVehicle, toVehiclePlate } from '../../../src/demo/generate/vehicle.ts';
import { generateViolation } from '../../../src/demo/generate/violation.ts';
import type { World } from '../../../src/demo/generate/world.ts';
import { createUnitIndex } from '../../../src/model/administrative-units/index.ts';
import { AS_OF, createSmallWorld, listAll } from '../small-world.ts';

const world = createSmallWorld();
const { sizes } = world;

function hashWorld(of: World): string {
  const hash = createHash('sha256');
  const add = (record: object) => hash.update(JSON.stringify(record));
  for (let i = 0; i < 500; i++) {
    add(generateVehicle(of, i));
    add(generateResident(of, i));
    add(generateViolation(of, i));
    if (i < 200) add(generatePatrolShift(of, i));
    if (i < 400) add(generateAccident(of, i));
    if (i < 120) add(generateRoadSegment(of, i));
  }
  return hash.digest('hex');
}

const toKey = (plate: { bienSo: string; mauBien: string; nhom: string }) =>
  `${plate.bienSo}/${plate.mauBien}/${plate.nhom}`;
const toIsoDate = (day: string) => day.split('/').reverse().join('-');

describe('the generated world', () => {
  it('is the same for the same seed, and another for another', () => {
    expect(hashWorld(createSmallWorld())).toBe(hashWorld(world));
    expect(hashWorld(createSmallWorld({}, 7))).not.toBe(hashWorld(world));
  });

  it('makes record i without its neighbours', () => {
    const late = generateVehicle(world, 4_321);
    listAll(50, (i) => generateVehicle(world, i));
    expect(generateVehicle(world, 4_321)).toEqual(late);
  });

  it('gives no key twice', () => {
    const good = listAll(sizes.vehicles, (i) => i).filter((i) => !isDefective(i));
    expect(new Set(good.map((i) => toKey(generateVehicle(world, i)))).size).toBe(good.length);
    expect(new Set(good.map((i) => generateVehicle(world, i).soKhung)).size).toBe(good.length);
    const ids = listAll(sizes.residents, (i) => generateResident(world, i).so_dinh_danh);
    expect(new Set(ids).size).toBe(sizes.residents);
    expect(ids.every((id) => /^\d{6}00\d{4}$/.test(id))).toBe(true);
    const segments = listAll(sizes.roadSegments, (i) => generateRoadSegment(world, i).ma_doan);
    expect(new Set(segments).size).toBe(sizes.roadSegments);
  });

  it('gives every person-owner an entry in the population register, of age and well entered', () => {
    const residents = new Map(
      listAll(sizes.residents, (i) => [generateResident(world, i).so_dinh_danh, i] as const),
    );
    const owners = listAll(sizes.vehicles, (i) => generateVehicle(world, i).chuXe).filter(
      ({ loai }) => loai === 'Cá nhân',
    );
    expect(owners.length).toBeGreaterThan(sizes.vehicles * 0.7);
    for (const { ma } of owners) {
      const index = residents.get(ma);
      expect(index).toBeDefined();
      expect(isDefective(index!)).toBe(false);
      expect(Number(generateResident(world, index!).ngay_sinh.slice(-4))).toBeLessThan(2007);
    }
  });

  it('lets violations and accidents name vehicles and segments that exist', () => {
    const plates = new Set(listAll(sizes.vehicles, (i) => toKey(toVehiclePlate(world, i))));
    const segments = new Set(
      listAll(sizes.roadSegments, (i) => i).flatMap((i) =>
        isDefective(i) ? [] : [generateRoadSegment(world, i).ma_doan],
      ),
    );
    for (let i = 0; i < sizes.violations; i++) {
      const violation = generateViolation(world, i);
      expect(plates.has(toKey(violation.phuongTien))).toBe(true);
      expect(segments.has(violation.maDoan)).toBe(true);
    }
    for (let i = 0; i < sizes.accidents; i++)
      expect(segments.has(generateAccident(world, i).ma_doan)).toBe(true);
  });

  it('names every place by a code that meant it on the day', () => {
    const units = createUnitIndex({ provinceCode: '24' });
    const check = (code: string, validFrom: string, day: string) =>
      expect(units.find(code, day)).toMatchObject({ code, validFrom });
    let old = 0;
    for (let i = 0; i < sizes.violations; i++) {
      if (isDefective(i)) continue;
      const { maDonVi, maDonViTuNgay, thoiGianPhatHien } = generateViolation(world, i);
      check(maDonVi, maDonViTuNgay, toIsoDate(thoiGianPhatHien.slice(0, 10)));
      if (maDonViTuNgay < '2025-07-01') old++;
    }
    expect(old).toBeGreaterThan(0);
    for (let i = 0; i < sizes.vehicles; i++) {
      if (isDefective(i)) continue;
      const { maDonVi, maDonViTuNgay, ngayDangKyLanDau } = generateVehicle(world, i).dangKy;
      check(maDonVi, maDonViTuNgay, toIsoDate(ngayDangKyLanDau));
    }
    const homes = listAll(sizes.residents, (i) => generateResident(world, i));
    for (const { ma_don_vi, ma_don_vi_tu_ngay } of homes)
      expect(units.get(ma_don_vi, ma_don_vi_tu_ngay)?.level).toBe('COMMUNE');
    expect(new Set(homes.map((home) => home.ma_don_vi_tu_ngay)).size).toBe(2);
  });

  it('keeps a household in one place, under one head', () => {
    const households = new Map<string, RawResident[]>();
    for (const person of listAll(sizes.residents, (i) => generateResident(world, i)))
      households.set(person.ma_ho, [...(households.get(person.ma_ho) ?? []), person]);
    for (const members of households.values()) {
      expect(members.filter(({ quan_he_chu_ho }) => quan_he_chu_ho === 'Chủ hộ')).toHaveLength(1);
      expect(new Set(members.map(({ ma_don_vi, dia_chi }) => ma_don_vi + dia_chi)).size).toBe(1);
    }
  });

  it('has about 6 % of the vehicles overdue for inspection', () => {
    const overdue = listAll(sizes.vehicles, (i) => generateVehicle(world, i).kiemDinh).filter(
      (inspection) => inspection && toIsoDate(inspection.hanKiemDinh) < '2026-11-24',
    );
    expect(overdue.length / sizes.vehicles).toBeGreaterThan(0.04);
    expect(overdue.length / sizes.vehicles).toBeLessThan(0.08);
  });

  it('draws its roads inside the province', () => {
    for (const { line } of world.roads.segments)
      for (const [longitude, latitude] of line) {
        expect(longitude).toBeGreaterThan(105.881);
        expect(longitude).toBeLessThan(107.034);
        expect(latitude).toBeGreaterThan(20.969);
        expect(latitude).toBeLessThan(21.626);
      }
  });

  it('marks every record as made up', () => {
    for (let i = 0; i < 200; i++) {
      expect(generateVehicle(world, i).ghiChu).toBe('DỮ LIỆU TỔNG HỢP');
      expect(generateResident(world, i).ghi_chu).toBe('DỮ LIỆU TỔNG HỢP');
      expect(generateViolation(world, i).ghiChu).toBe('DỮ LIỆU TỔNG HỢP');
      expect(generateAccident(world, i).ghi_chu).toBe('DỮ LIỆU TỔNG HỢP');
    }
  });
});

describe('the province scale', () => {
  const province = createSmallWorld({
    vehicles: 1_000_000,
    residents: 3_600_000,
    roadSegments: 5_000,
    segmentKm: 1,
  });

  it('has exactly its 5,000 segments, and vehicles whose plates still fit', () => {
    expect(province.roads.segments).toHaveLength(5_000);
    const keys = new Set<string>();
    for (let i = 999_000; i < 1_000_000; i++) keys.add(toKey(toVehiclePlate(province, i)));
    expect(keys.size).toBe(1_000);
    expect(
      generateVehicle(province, 999_999).capNhatLuc < new Date(AS_OF + 7 * 3_600_000).toISOString(),
    ).toBe(true);
  });

  it('makes two hundred thousand residents without holding them', () => {
    setFlagsFromString('--expose-gc');
    const collectGarbage = runInNewContext('gc') as () => void;
    const heldAfter = (from: number, to: number) => {
      let characters = 0;
      for (let i = from; i < to; i++) characters += generateResident(province, i).ho_va_ten.length;
      expect(characters).toBeGreaterThan(to - from);
      collectGarbage();
      return process.memoryUsage().heapUsed;
    };
    const before = heldAfter(0, 20_000);
    expect(heldAfter(20_000, 220_000) - before).toBeLessThan(2 * 1024 * 1024);
  });
});
