import { plateColours, vehicleGroups } from './code-lists/index.ts';
import { type PlateColour, toCanonicalPlate, type VehicleGroup } from './plate.ts';
import { defineRule } from './rule.ts';

/** `99A12345:CAR:WHITE_BLACK`: the identity of a vehicle as the road sees it. */
export type PlateKey = `${string}:${VehicleGroup}:${PlateColour}`;

export const PLATE_KEY_FORM = defineRule({
  vi: 'Khóa biển số gồm biển số, nhóm xe và màu biển, ví dụ 99A12345:CAR:WHITE_BLACK',
  en: 'A plate key is plate, vehicle group and plate colour, e.g. 99A12345:CAR:WHITE_BLACK',
  law: 'Thông tư 73/2024/TT-BCA Điều 24',
});

const FORM = /^([A-ZĐ\d]{2,12}):([A-Z_]+):([A-Z_]+)$/;

export function toPlateKey(plate: string, group: VehicleGroup, colour: PlateColour): PlateKey {
  return `${toCanonicalPlate(plate)}:${group}:${colour}`;
}

export interface PlateKeyParts {
  vehiclePlateIdentifier: string;
  vehicleGroup: VehicleGroup;
  plateColour: PlateColour;
}

/** The three parts, or undefined when the text is no plate key. */
export function parsePlateKey(key: string): PlateKeyParts | undefined {
  const parts = FORM.exec(key);
  const group = parts && vehicleGroups.find(parts[2]!);
  const colour = parts && plateColours.find(parts[3]!);
  if (!group || !colour) return undefined;
  return { vehiclePlateIdentifier: parts[1]!, vehicleGroup: group.code, plateColour: colour.code };
}

export function isPlateKey(key: string): key is PlateKey {
  return parsePlateKey(key) !== undefined;
}
