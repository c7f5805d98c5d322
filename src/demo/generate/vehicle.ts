import { isDefective, pickDefect } from './defect.ts';
import { toModelOf } from './fleet-pattern.ts';
import { SYNTHETIC_NOTE } from './names.ts';
import { toPlateNumber } from './plate-number.ts';
import { createRandom, type Random } from './random.ts';
import { type ResidentIdentity, toResidentIdentity } from './resident.ts';
import { generateInspection, type RawInspection } from './vehicle-inspection.ts';
import type { VehicleModel } from './vehicle-model.ts';
import { DAY_MS, fromIsoDay, toDay, toIsoDay, toOffsetIso } from './vietnam-time.ts';
import type { World } from './world.ts';

/** A vehicle as the registry's interface answers it. Dates are dd/mm/yyyy; only `capNhatLuc` is ISO 8601. */
export interface RawVehicle {
  maPhuongTien: string;
  bienSo: string;
  mauBien: 'Trắng' | 'Vàng' | 'Xanh';
  loaiBien: string;
  nhom: VehicleModel['nhom'];
  loaiXe: string;
  nhanHieu: string;
  soLoai: string;
  mauSon: string;
  namSanXuat: number;
  soKhung: string;
  soMay: string | null;
  soChoNgoi: number | null;
  khoiLuongBanThan: number;
  khoiLuongToanBo: number;
  dungTich: number | null;
  congSuat: number | null;
  nhienLieu: string | null;
  mucDich: VehicleModel['mucDich'];
  trangThai: string;
  chuXe: { loai: 'Cá nhân' | 'Tổ chức'; ma: string };
  dangKy: {
    soGiayChungNhan: string;
    ngayDangKyLanDau: string;
    maCoQuan: string;
    /** Code of the registering commune or, before the reform, of the district, and since when it means that. */
    maDonVi: string;
    maDonViTuNgay: string;
  };
  kiemDinh: RawInspection | null;
  baoHiem: { soHopDong: string; tuNgay: string; denNgay: string } | null;
  capNhatLuc: string;
  ghiChu: string;
}

/** What a violation or an accident copies from the vehicle it names. */
export type VehiclePlate = Pick<RawVehicle, 'bienSo' | 'mauBien' | 'nhom' | 'loaiXe'>;

const PLATE_COLOURS = { 'Cá nhân': 'Trắng', 'Kinh doanh vận tải': 'Vàng', 'Nhà nước': 'Xanh' } as const;
const PAINTS = ['Trắng', 'Đen', 'Bạc', 'Đỏ', 'Xanh', 'Ghi', 'Nâu'] as const;
/** Five-digit plates were introduced on this day (Circular 36/2010/TT-BCA). */
const FIVE_DIGITS_SINCE = fromIsoDay('2010-12-06');

/** Instants of the base state rise with the vehicle's number over 400 days, so number order is update order. */
export function toBaseUpdate(world: World, index: number): number {
  return world.asOf - 400 * DAY_MS + Math.floor((index / world.sizes.vehicles) * 400 * DAY_MS);
}

/** The plate of vehicle `index`, without making the rest of it. */
export function toVehiclePlate(world: World, index: number): VehiclePlate {
  const { model, rank } = toModelOf(index);
  return {
    bienSo: toPlateNumber(toPattern(model, drawFirstRegistration(world, index).registeredAt), rank),
    mauBien: PLATE_COLOURS[model.mucDich],
    nhom: model.nhom,
    loaiXe: model.loaiXe,
  };
}

/** Vehicle `index` as it is before any live change. */
export function generateVehicle(world: World, index: number): RawVehicle {
  const { model } = toModelOf(index);
  const { registeredAt, yearMade } = drawFirstRegistration(world, index);
  const random = createRandom(world.seed, 'vehicle', index);
  const unit = world.units.registrarOn(
    random.pick(world.units.communes),
    toIsoDay(registeredAt),
    random.next(),
  );
  const number = String(index).padStart(8, '0');
  const insuredFrom = world.asOf - random.int(1, 420) * DAY_MS;
  const vehicle: RawVehicle = {
    maPhuongTien: `PT-${number}`,
    ...toVehiclePlate(world, index),
    loaiBien: registeredAt < FIVE_DIGITS_SINCE ? '4 số' : random.chance(0.01) ? 'Trúng đấu giá' : 'Định danh',
    nhanHieu: model.nhanHieu,
    soLoai: model.soLoai,
    mauSon: random.pick(PAINTS),
    namSanXuat: yearMade,
    // ZZZ is no manufacturer's code: nothing real begins with it.
    soKhung: `ZZZSYN${String(index).padStart(11, '0')}`,
    soMay: model.nhienLieu === null ? null : `SYN${number}`,
    soChoNgoi: model.soChoNgoi,
    khoiLuongBanThan: model.khoiLuongBanThan,
    khoiLuongToanBo: model.khoiLuongToanBo,
    dungTich: model.dungTich,
    congSuat: model.congSuat,
    nhienLieu: model.nhienLieu,
    mucDich: model.mucDich,
    trangThai: random.chance(0.985)
      ? 'Đang lưu hành'
      : random.pick(['Đã chuyển quyền', 'Đã thu hồi', 'Mất cắp']),
    chuXe: drawOwner(world, model, random),
    dangKy: {
      soGiayChungNhan: `GCN${number}`,
      ngayDangKyLanDau: toDay(registeredAt),
      maCoQuan: unit.authority,
      maDonVi: unit.code,
      maDonViTuNgay: unit.validFrom,
    },
    kiemDinh: generateInspection(world, model, registeredAt, number, random),
    baoHiem: random.chance(0.88)
      ? {
          soHopDong: `BH${number}`,
          tuNgay: toDay(insuredFrom),
          denNgay: toDay(insuredFrom + 365 * DAY_MS),
        }
      : null,
    capNhatLuc: toOffsetIso(toBaseUpdate(world, index)),
    ghiChu: SYNTHETIC_NOTE,
  };
  return isDefective(index) ? spoilVehicle(vehicle, index) : vehicle;
}

/** Number of a good vehicle; what refers to a vehicle never refers to a spoilt one. */
export function drawVehicleIndex(world: World, random: Random): number {
  for (;;) {
    const index = random.int(0, world.sizes.vehicles - 1);
    if (!isDefective(index)) return index;
  }
}

function drawFirstRegistration(world: World, index: number): { registeredAt: number; yearMade: number } {
  const random = createRandom(world.seed, 'first-registration', index);
  // Newer vehicles are more: the age falls off with its square.
  const age = Math.floor(60 + random.next() ** 2 * 20 * 365);
  const registeredAt = world.asOf - age * DAY_MS;
  const registrationYear = Number(toIsoDay(registeredAt).slice(0, 4));
  return { registeredAt, yearMade: registrationYear - (random.chance(0.3) ? 1 : 0) };
}

function toPattern(model: VehicleModel, registeredAt: number): VehicleModel['pattern'] {
  if (registeredAt >= FIVE_DIGITS_SINCE) return model.pattern;
  return model.pattern === 'car' ? 'car4' : model.pattern === 'motorcycle' ? 'motorcycle4' : model.pattern;
}

function drawOwner(world: World, model: VehicleModel, random: Random): RawVehicle['chuXe'] {
  const isOrganisation = { 'Cá nhân': 0.02, 'Kinh doanh vận tải': 0.5, 'Nhà nước': 1 }[model.mucDich];
  // No province's tax office has the code 00.
  if (random.chance(isOrganisation))
    return { loai: 'Tổ chức', ma: `00${String(random.int(0, 99_999_999)).padStart(8, '0')}` };
  return { loai: 'Cá nhân', ma: drawAdult(world, random).personalId };
}

/** A resident of age in a good entry: most vehicles belong to people between 20 and 75. */
function drawAdult(world: World, random: Random): ResidentIdentity {
  for (;;) {
    const index = random.int(0, world.sizes.residents - 1);
    const person = toResidentIdentity(world, index);
    if (!isDefective(index) && person.birthYear <= 2006 && person.birthYear >= 1950) return person;
  }
}

function spoilVehicle(vehicle: RawVehicle, index: number): RawVehicle {
  return pickDefect<() => RawVehicle>(index, [
    // I, O and Q are on no plate.
    () => ({ ...vehicle, bienSo: vehicle.bienSo.replace(/^(\d\d)-?[A-ZĐ]+/, '$1O') }),
    () => ({ ...vehicle, dangKy: { ...vehicle.dangKy, ngayDangKyLanDau: '31/02/2024' } }),
    // Commercial transport is on yellow plates (Law 36/2024/QH15 Art. 36.2).
    () => ({ ...vehicle, mucDich: 'Kinh doanh vận tải', mauBien: 'Xanh' }),
  ])();
}
