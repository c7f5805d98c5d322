import type { PlatePattern } from './plate-number.ts';

/** A kind of vehicle of the synthetic fleet, in the registry's own words. */
export interface VehicleModel {
  loaiXe: string;
  nhom: 'Ô tô' | 'Mô tô' | 'Rơ moóc';
  pattern: PlatePattern;
  mucDich: 'Cá nhân' | 'Kinh doanh vận tải' | 'Nhà nước';
  nhanHieu: string;
  soLoai: string;
  nhienLieu: string | null;
  soChoNgoi: number | null;
  khoiLuongBanThan: number;
  khoiLuongToanBo: number;
  dungTich: number | null;
  congSuat: number | null;
  /** Share of the fleet, in fiftieths. */
  share: number;
}

/** Makes and models are plain trade names; figures are typical, not a type approval. */
export const VEHICLE_MODELS: readonly VehicleModel[] = [
  bike('Honda', 'Wave Alpha', 109, 97, 12),
  bike('Honda', 'Vision', 110, 94, 8),
  bike('Yamaha', 'Sirius', 110, 99, 6),
  bike('Honda', 'Air Blade', 125, 113, 4),
  bike('Yamaha', 'Exciter', 155, 119, 2),
  { ...bike('VinFast', 'Feliz S', 0, 110, 1), nhienLieu: 'Điện', dungTich: null, congSuat: 3 },
  {
    ...bike('VinFast', 'Ludo', 0, 72, 1),
    loaiXe: 'Xe gắn máy điện',
    pattern: 'electric-moped',
    nhienLieu: 'Điện',
    dungTich: null,
    congSuat: 1,
  },
  car('Toyota', 'Vios', 1496, 5, 1110, 4),
  car('Hyundai', 'Accent', 1497, 5, 1130, 2),
  car('Mazda', 'CX-5', 1998, 5, 1550, 1),
  { ...car('VinFast', 'VF 5', 0, 5, 1360, 1), nhienLieu: 'Điện', dungTich: null, congSuat: 100 },
  { ...car('Kia', 'Morning', 1248, 5, 960, 1), mucDich: 'Kinh doanh vận tải' },
  { ...car('Ford', 'Everest', 1996, 7, 2200, 1), nhienLieu: 'Dầu', mucDich: 'Nhà nước' },
  truck('Thaco', 'Towner 990', 'Ô tô tải', 930, 1_950, 1),
  truck('Isuzu', 'NQR 550', 'Ô tô tải', 3_500, 9_500, 1),
  truck('Hino', 'FL8JW', 'Ô tô tải', 8_500, 24_000, 1),
  {
    ...truck('Thaco', 'TB79S', 'Ô tô khách', 7_800, 11_300, 1),
    soChoNgoi: 29,
  },
  truck('Hyundai', 'HD1000', 'Ô tô đầu kéo', 8_800, 38_000, 1),
  {
    ...truck('CIMC', 'SMR-3A', 'Sơ mi rơ moóc', 6_800, 38_800, 1),
    nhom: 'Rơ moóc',
    pattern: 'trailer',
    nhienLieu: null,
    soChoNgoi: null,
    dungTich: null,
  },
];

function bike(nhanHieu: string, soLoai: string, dungTich: number, mass: number, share: number): VehicleModel {
  return {
    loaiXe: 'Xe mô tô hai bánh',
    nhom: 'Mô tô',
    pattern: 'motorcycle',
    mucDich: 'Cá nhân',
    nhanHieu,
    soLoai,
    nhienLieu: 'Xăng',
    soChoNgoi: 2,
    khoiLuongBanThan: mass,
    khoiLuongToanBo: mass + 150,
    dungTich,
    congSuat: null,
    share,
  };
}

function car(
  nhanHieu: string,
  soLoai: string,
  dungTich: number,
  seats: number,
  mass: number,
  share: number,
): VehicleModel {
  return {
    ...bike(nhanHieu, soLoai, dungTich, mass, share),
    loaiXe: 'Ô tô con',
    nhom: 'Ô tô',
    pattern: 'car',
    soChoNgoi: seats,
    khoiLuongToanBo: mass + seats * 90,
  };
}

function truck(
  nhanHieu: string,
  soLoai: string,
  loaiXe: string,
  mass: number,
  grossMass: number,
  share: number,
): VehicleModel {
  return {
    ...car(nhanHieu, soLoai, 4_000, 3, mass, share),
    loaiXe,
    mucDich: 'Kinh doanh vận tải',
    nhienLieu: 'Dầu',
    khoiLuongToanBo: grossMass,
  };
}
