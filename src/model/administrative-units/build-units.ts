import { Problem } from '../../kernel/problem.ts';
import { MODEL_ADDRESS_DATA_BROKEN, MODEL_PROVINCE_UNKNOWN } from '../../kernel/problems/model.ts';
import { personalIdProvinces } from '../personal-id-provinces.ts';
import { type AddressData, readAddressData } from './address-data.ts';
import {
  CODE_LIST_DAY,
  districtCodes,
  LAST_DAY_BEFORE,
  PROVINCE_RESOLUTION,
  REFORM_DAY,
  verifiedCommuneResolutions,
} from './reform-2025.ts';
import { type AdministrativeUnit, toUnitKey, type UnitLink, type UnitRef } from './unit.ts';
import { parseUnitName, toEnglishUnitName, toNameKeys, type UnitType } from './unit-name.ts';

type Draft = AdministrativeUnit & { predecessors: UnitLink[]; successors: UnitLink[] };

/** The 63 old province codes are those of the personal id without its leading zero. */
const oldProvinceCodes = new Map(
  Object.entries(personalIdProvinces).map(([code, name]) => [
    toNameKeys(parseUnitName(name).proper).folded,
    code.slice(1),
  ]),
);

function toOldProvinceCode(name: string): string {
  const { folded } = toNameKeys(parseUnitName(name).proper);
  const code = oldProvinceCodes.get(folded === 'hue' ? 'thua thien hue' : folded);
  if (code === undefined)
    throw new Problem(MODEL_ADDRESS_DATA_BROKEN, { reason: `tỉnh cũ "${name}" không có trong danh mục` });
  return code;
}

interface DraftInput extends UnitRef {
  level: AdministrativeUnit['level'];
  fallbackType: UnitType;
  name: string;
  parent: UnitRef | null;
}

function toDraft({ code, validFrom, level, fallbackType, name, parent }: DraftInput): Draft {
  const parsed = parseUnitName(name);
  const isNew = validFrom === REFORM_DAY;
  return {
    code,
    validFrom,
    validTo: isNew ? null : LAST_DAY_BEFORE,
    codeSet: isNew ? 'VN_2025_07' : 'VN_2025_03',
    level,
    type: parsed.type ?? fallbackType,
    nameVi: name.normalize('NFC'),
    nameEn: toEnglishUnitName(parsed),
    parent,
    predecessors: [],
    successors: [],
  };
}

/** Joins the two ends of a reform step, once. */
function link(from: Draft, to: Draft, share: UnitLink['share'], legalRef: string | null): void {
  if (from.successors.some((step) => toUnitKey(step) === toUnitKey(to))) return;
  from.successors.push({ code: to.code, validFrom: to.validFrom, share, legalRef });
  to.predecessors.push({ code: from.code, validFrom: from.validFrom, share, legalRef });
}

function selectProvinces(data: AddressData, provinceCode: string | undefined): AddressData['provinces'] {
  if (provinceCode === undefined) return data.provinces;
  const province = data.provinces.find((row) => row.province_code === provinceCode);
  if (province) return [province];
  const known = data.provinces.map((row) => row.province_code).join(', ');
  throw new Problem(
    MODEL_PROVINCE_UNKNOWN,
    { code: provinceCode, known },
    { where: { field: 'provinceCode' } },
  );
}

/** Every unit of one of today's provinces, old and new, or of the whole country when no code is given. */
export function buildUnits(provinceCode?: string): AdministrativeUnit[] {
  const data = readAddressData();
  const units = new Map<string, Draft>();
  const add = (input: DraftInput): Draft => {
    const key = toUnitKey(input);
    const known = units.get(key);
    if (known) return known;
    const draft = toDraft(input);
    units.set(key, draft);
    return draft;
  };

  const provinces = selectProvinces(data, provinceCode);
  for (const { province_code: code, name, place_type } of provinces) {
    const prefix = place_type.startsWith('Thành phố') ? 'Thành phố' : 'Tỉnh';
    add({
      code,
      validFrom: REFORM_DAY,
      level: 'PROVINCE',
      fallbackType: 'PROVINCE',
      name: name.startsWith(prefix) ? name : `${prefix} ${name}`,
      parent: null,
    });
  }
  const provinceOf = new Map<string, Draft>();
  for (const { ward_code: code, name, province_code } of data.wards) {
    const province = units.get(toUnitKey({ code: province_code, validFrom: REFORM_DAY }));
    if (!province) continue;
    add({
      code,
      validFrom: REFORM_DAY,
      level: 'COMMUNE',
      fallbackType: 'COMMUNE',
      name,
      parent: toRef(province),
    });
    provinceOf.set(code, province);
  }
  for (const row of data.mappings) {
    const newProvince = provinceOf.get(row.new_ward_code);
    if (newProvince) addOldCommune(row, newProvince, units, add);
  }
  return [...units.values()];
}

function toRef({ code, validFrom }: UnitRef): UnitRef {
  return { code, validFrom };
}

function addOldCommune(
  row: AddressData['mappings'][number],
  newProvince: Draft,
  units: ReadonlyMap<string, Draft>,
  add: (input: DraftInput) => Draft,
): void {
  const validFrom = CODE_LIST_DAY;
  const provinceCode = toOldProvinceCode(row.old_province_name);
  const province = add({
    code: provinceCode,
    validFrom,
    level: 'PROVINCE',
    fallbackType: 'PROVINCE',
    name: row.old_province_name,
    parent: null,
  });
  const districtCode = districtCodes[provinceCode]?.[row.old_district_name];
  const district =
    districtCode === undefined
      ? undefined
      : add({
          code: districtCode,
          validFrom,
          level: 'DISTRICT',
          fallbackType: 'RURAL_DISTRICT',
          name: row.old_district_name,
          parent: toRef(province),
        });
  const commune = add({
    code: row.old_ward_code,
    validFrom,
    level: 'COMMUNE',
    fallbackType: 'COMMUNE',
    name: row.old_ward_name,
    parent: toRef(district ?? province),
  });
  const resolution = verifiedCommuneResolutions[newProvince.code];
  const successor = units.get(toUnitKey({ code: row.new_ward_code, validFrom: REFORM_DAY }))!;
  link(commune, successor, resolution ? 'FULL' : 'UNKNOWN', resolution ?? null);
  link(province, newProvince, 'FULL', PROVINCE_RESOLUTION);
}
