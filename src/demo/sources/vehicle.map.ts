import type { VehicleRecord } from '../../model/vehicle.record.ts';
import { type Row, values } from '../../sdk/index.ts';

/** Words of the registry → codes of the hub. Shared by everything that names a vehicle. */
export const readVehicleGroup = values.code({
  'Ô tô': 'CAR',
  'Mô tô': 'MOTORCYCLE',
  'Rơ moóc': 'TRAILER',
} as const);
export const readPlateColour = values.code({
  Trắng: 'WHITE_BLACK',
  Vàng: 'YELLOW_BLACK',
  Xanh: 'BLUE_WHITE',
} as const);
export const readVehicleType = values.code({
  'Xe mô tô hai bánh': 'MOTORCYCLE',
  'Xe gắn máy điện': 'MOPED',
  'Ô tô con': 'CAR',
  'Ô tô tải': 'TRUCK',
  'Ô tô khách': 'BUS',
  'Ô tô đầu kéo': 'TRACTOR_UNIT',
  'Sơ mi rơ moóc': 'SEMI_TRAILER',
} as const);

const readPlateKind = values.code({
  'Định danh': 'IDENTIFICATION',
  'Trúng đấu giá': 'AUCTIONED',
  '4 số': 'LEGACY_4_DIGIT',
} as const);
const readUsage = values.code({
  'Cá nhân': 'PRIVATE',
  'Kinh doanh vận tải': 'COMMERCIAL_TRANSPORT',
  'Nhà nước': 'STATE',
} as const);
const readFuel = values.code({ Xăng: 'PETROL', Dầu: 'DIESEL', Điện: 'ELECTRIC' } as const);
const readStatus = values.code({
  'Đang lưu hành': 'ACTIVE',
  'Đã chuyển quyền': 'TRANSFERRED',
  'Đã thu hồi': 'DEREGISTERED',
  'Mất cắp': 'STOLEN',
} as const);
const readOwnerKind = values.code({ 'Cá nhân': 'PERSON', 'Tổ chức': 'ORGANISATION' } as const);

/** `/v1/phuong-tien` → vehicle. The plate key and the display form are the record's own business. */
export function mapVehicle(raw: Row): Row {
  const owner = raw.chuXe as Row;
  const registration = raw.dangKy as Row;
  const inspection = (raw.kiemDinh ?? {}) as Row;
  const insurance = (raw.baoHiem ?? {}) as Row;
  const ownerKind = readOwnerKind(owner.loai);
  const grossMassKg = values.integer(raw.khoiLuongToanBo);
  const kerbMassKg = values.integer(raw.khoiLuongBanThan);
  return {
    vehiclePlateIdentifier: values.text(raw.bienSo),
    vehicleGroup: readVehicleGroup(raw.nhom),
    plateColour: readPlateColour(raw.mauBien),
    plateKind: readPlateKind(raw.loaiBien),
    ownerKind,
    ownerPersonalId: ownerKind === 'PERSON' ? values.text(owner.ma) : null,
    ownerTaxCode: ownerKind === 'ORGANISATION' ? values.text(owner.ma) : null,
    registrationCertificateNumber: values.text(registration.soGiayChungNhan),
    dateVehicleFirstRegistered: values.civilDate(registration.ngayDangKyLanDau),
    registeredAtUnitCode: values.text(registration.maDonVi),
    registeredAtUnitValidFrom: values.civilDate(registration.maDonViTuNgay),
    vehicleIdentificationNumber: values.text(raw.soKhung),
    engineNumber: values.text(raw.soMay),
    make: values.text(raw.nhanHieu),
    model: values.text(raw.soLoai),
    colour: values.text(raw.mauSon),
    manufactureYear: values.integer(raw.namSanXuat),
    vehicleType: readVehicleType(raw.loaiXe),
    seatCount: values.integer(raw.soChoNgoi),
    grossMassKg,
    kerbMassKg,
    payloadKg: grossMassKg !== null && kerbMassKg !== null ? grossMassKg - kerbMassKg : null,
    cylinderCapacityCc: values.integer(raw.dungTich),
    motorPowerKw: values.decimal(raw.congSuat),
    fuelType: readFuel(raw.nhienLieu),
    usage: readUsage(raw.mucDich),
    status: readStatus(raw.trangThai),
    inspectionCertificateNumber: values.text(inspection.soGiayChungNhan),
    inspectionStampNumber: values.text(inspection.soTem),
    inspectionCentreCode: values.text(inspection.maTrungTam),
    inspectedOn: values.civilDate(inspection.ngayKiemDinh),
    inspectionValidUntil: values.civilDate(inspection.hanKiemDinh),
    insurancePolicyNumber: values.text(insurance.soHopDong),
    insuranceValidUntil: values.civilDate(insurance.denNgay),
    sourceUpdatedAt: values.instant(raw.capNhatLuc),
  } satisfies Partial<Record<keyof VehicleRecord, unknown>>;
}
