import type { UnitIndex } from '../../model/administrative-units/index.ts';
import { parseUnitName } from '../../model/administrative-units/unit-name.ts';
import { stripAccents } from '../../model/text-fold.ts';

/** Crockford's base 32: no I, L, O, U, so that a code survives the telephone. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
const SYMBOLS = 7;

/**
 * A short code for people from the id made on the device, which can so show it before there is any signal:
 * `BN-7K4M-1QXC`. 35 of the UUID's last bits, which are random in versions 4 and 7 alike, and a check character. It
 * helps a person to find a submission; the id is what identifies it.
 */
export function toReceiptCode(prefix: string, instanceId: string): string {
  let bits = BigInt(`0x${instanceId.replaceAll('-', '').slice(-9)}`);
  let symbols = '';
  for (let i = 0; i < SYMBOLS; i++) {
    symbols = ALPHABET[Number(bits & 31n)]! + symbols;
    bits >>= 5n;
  }
  const code = symbols + toCheckSymbol(symbols);
  return `${prefix}-${code.slice(0, 4)}-${code.slice(4)}`;
}

/**
 * Damm's algorithm in GF(32), modulus x⁵ + x² + 1: every single wrong symbol and every swap of neighbours yields
 * another check symbol.
 */
export function toCheckSymbol(symbols: string): string {
  let check = 0;
  for (const symbol of symbols) {
    check = (check ^ ALPHABET.indexOf(symbol)) << 1;
    if (check >= 32) check ^= 0b100101;
  }
  return ALPHABET[check]!;
}

/** Initials of the province that the hub serves: Bắc Ninh → BN. A hub of several provinces: VN. */
export function toReceiptPrefix(units: UnitIndex): string {
  const provinces = units.all.filter((unit) => unit.level === 'PROVINCE' && unit.validTo === null);
  if (provinces.length !== 1) return 'VN';
  const words = stripAccents(parseUnitName(provinces[0]!.nameVi).proper).split(/[\s-]+/);
  return words.map((word) => word.charAt(0).toUpperCase()).join('');
}
