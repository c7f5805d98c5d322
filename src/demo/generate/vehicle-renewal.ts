import type { RawVehicle } from './vehicle.ts';
import { DAY_MS, toDay, toOffsetIso } from './vietnam-time.ts';

/** The vehicle after it passed an inspection or, where there is none, after its insurance was renewed. */
export function renewVehicle(vehicle: RawVehicle, at: number): RawVehicle {
  const from = toDay(at);
  const until = toDay(at + 365 * DAY_MS);
  const renewed = { ...vehicle, capNhatLuc: toOffsetIso(at) };
  if (vehicle.kiemDinh)
    return { ...renewed, kiemDinh: { ...vehicle.kiemDinh, ngayKiemDinh: from, hanKiemDinh: until } };
  const soHopDong = vehicle.baoHiem?.soHopDong ?? vehicle.maPhuongTien.replace('PT-', 'BH');
  return { ...renewed, baoHiem: { soHopDong, tuNgay: from, denNgay: until } };
}
