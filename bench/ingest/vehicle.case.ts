import { isDefective } from '../../src/demo/generate/defect.ts';
import { generateVehicle } from '../../src/demo/generate/vehicle.ts';
import { createWorld } from '../../src/demo/generate/world.ts';
import { readPlateColour, readVehicleGroup, readVehicleType } from '../../src/demo/sources/vehicle.map.ts';
import type { VehicleRecord } from '../../src/model/index.ts';
import { type Row, values } from '../../src/sdk/index.ts';
import { vehicleDataset } from '../../src/subgraphs/vehicles/vehicle.dataset.ts';
import type { BenchCase } from './case.ts';
import type { CsvRow } from './csv.ts';

const readKind = values.code({
  'Định danh': 'IDENTIFICATION',
  'Trúng đấu giá': 'AUCTIONED',
  '4 số': 'LEGACY_4_DIGIT',
} as const);
const readOwnerKind = values.code({ 'Cá nhân': 'PERSON', 'Tổ chức': 'ORGANISATION' } as const);
const readFuel = values.code({ Xăng: 'PETROL', Dầu: 'DIESEL', Điện: 'ELECTRIC' } as const);
const readUsage = values.code({
  'Cá nhân': 'PRIVATE',
  'Kinh doanh vận tải': 'COMMERCIAL_TRANSPORT',
  'Nhà nước': 'STATE',
} as const);
const readStatus = values.code({
  'Đang lưu hành': 'ACTIVE',
  'Đã chuyển quyền': 'TRANSFERRED',
  'Đã thu hồi': 'DEREGISTERED',
  'Mất cắp': 'STOLEN',
} as const);

/** The registry's answer, flattened to a line. */
function* rows(count: number, version: 0 | 1): Generator<CsvRow> {
  const world = createWorld({
    seed: 2026,
    scale: 'province',
    asOf: Date.parse('2026-11-24T00:00:00+07:00'),
    sizes: { vehicles: count * 2, residents: count * 2 },
  });
  let made = 0;
  for (let index = 0; made < count; index++) {
    if (isDefective(index)) continue;
    made += 1;
    const { chuXe, dangKy, kiemDinh, baoHiem, ...vehicle } = generateVehicle(world, index);
    yield {
      ...vehicle,
      mauSon: version === 0 ? vehicle.mauSon : 'Sơn lại',
      loaiChuXe: chuXe.loai,
      maChuXe: chuXe.ma,
      soDangKy: dangKy.soGiayChungNhan,
      ngayDangKy: dangKy.ngayDangKyLanDau,
      maDonVi: dangKy.maDonVi,
      maDonViTuNgay: dangKy.maDonViTuNgay,
      soKiemDinh: kiemDinh?.soGiayChungNhan ?? null,
      soTem: kiemDinh?.soTem ?? null,
      maTrungTam: kiemDinh?.maTrungTam ?? null,
      ngayKiemDinh: kiemDinh?.ngayKiemDinh ?? null,
      hanKiemDinh: kiemDinh?.hanKiemDinh ?? null,
      soBaoHiem: baoHiem?.soHopDong ?? null,
      hanBaoHiem: baoHiem?.denNgay ?? null,
    };
  }
}

function map(raw: Row): Row {
  const ownerKind = readOwnerKind(raw.loaiChuXe);
  return {
    vehiclePlateIdentifier: values.text(raw.bienSo),
    vehicleGroup: readVehicleGroup(raw.nhom),
    plateColour: readPlateColour(raw.mauBien),
    plateKind: readKind(raw.loaiBien),
    ownerKind,
    ownerPersonalId: ownerKind === 'PERSON' ? values.text(raw.maChuXe) : null,
    ownerTaxCode: ownerKind === 'ORGANISATION' ? values.text(raw.maChuXe) : null,
    registrationCertificateNumber: values.text(raw.soDangKy),
    dateVehicleFirstRegistered: values.civilDate(raw.ngayDangKy),
    registeredAtUnitCode: values.text(raw.maDonVi),
    registeredAtUnitValidFrom: values.civilDate(raw.maDonViTuNgay),
    vehicleIdentificationNumber: values.text(raw.soKhung),
    engineNumber: values.text(raw.soMay),
    make: values.text(raw.nhanHieu),
    model: values.text(raw.soLoai),
    colour: values.text(raw.mauSon),
    manufactureYear: values.integer(raw.namSanXuat),
    vehicleType: readVehicleType(raw.loaiXe),
    seatCount: values.integer(raw.soChoNgoi),
    grossMassKg: values.integer(raw.khoiLuongToanBo),
    kerbMassKg: values.integer(raw.khoiLuongBanThan),
    cylinderCapacityCc: values.integer(raw.dungTich),
    motorPowerKw: values.decimal(raw.congSuat),
    fuelType: readFuel(raw.nhienLieu),
    usage: readUsage(raw.mucDich),
    status: readStatus(raw.trangThai),
    inspectionCertificateNumber: values.text(raw.soKiemDinh),
    inspectionStampNumber: values.text(raw.soTem),
    inspectionCentreCode: values.text(raw.maTrungTam),
    inspectedOn: values.civilDate(raw.ngayKiemDinh),
    inspectionValidUntil: values.civilDate(raw.hanKiemDinh),
    insurancePolicyNumber: values.text(raw.soBaoHiem),
    insuranceValidUntil: values.civilDate(raw.hanBaoHiem),
    sourceUpdatedAt: values.instant(raw.capNhatLuc),
  } satisfies Partial<Record<keyof VehicleRecord, unknown>>;
}

/** Wide: 39 data columns, a primary key and three indices. Announced, so that events are paid for too. */
export const vehicleCase: BenchCase = {
  name: 'vehicle (39 columns, 3 indices)',
  dataset: { ...vehicleDataset, event: 'vehicle.changed' },
  key: ['maPhuongTien'],
  map,
  rows,
};
