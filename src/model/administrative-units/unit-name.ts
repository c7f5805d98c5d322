import { type CodeOf, unitTypes } from '../code-lists/index.ts';
import { stripAccents, toFoldedKey, toSpellingKey } from '../text-fold.ts';

export type UnitType = CodeOf<typeof unitTypes>;

/** As people shorten them in addresses: `P. Vũ Ninh`, `TP Bắc Ninh`. */
const ABBREVIATION = /^(TP|TX|TT|P|X|H|Q)(?:\.\s*|\s+)/i;
const EXPANDED: Readonly<Record<string, string>> = {
  TP: 'Thành phố',
  TX: 'Thị xã',
  TT: 'Thị trấn',
  P: 'Phường',
  X: 'Xã',
  H: 'Huyện',
  Q: 'Quận',
};

const PREFIXES = unitTypes.entries.map(({ code, labelVi, labelEn }) => ({
  type: code,
  /** Length of the label and the space after it, in NFC. */
  length: labelVi.length + 1,
  spelling: toSpellingKey(labelVi),
  folded: toFoldedKey(labelVi),
  suffix: labelEn,
}));

export interface UnitName {
  /** null when the text has no prefix. */
  type: UnitType | null;
  /** Without the prefix: `Vũ Ninh`. */
  proper: string;
}

/** NFC, single spaces, abbreviations written out. */
export function toFullUnitName(written: string): string {
  return written
    .normalize('NFC')
    .trim()
    .replace(/\s+/g, ' ')
    .replace(ABBREVIATION, (_, short: string) => `${EXPANDED[short.toUpperCase()]} `);
}

/**
 * `Phường Vũ Ninh`, `P. Vũ Ninh`, `phuong vu ninh` → the type and the proper name. In text with accents the prefix
 * needs its own: `Phượng Mao` and `Xa Lý` are proper names, no ward and no commune.
 */
export function parseUnitName(written: string): UnitName {
  const text = toFullUnitName(written);
  const isPlain = stripAccents(text) === text;
  const prefix = PREFIXES.find(({ length, spelling, folded }) => {
    if (text[length - 1] !== ' ') return false;
    const head = text.slice(0, length - 1);
    return isPlain ? head.toLowerCase() === folded : toSpellingKey(head) === spelling;
  });
  return prefix ? { type: prefix.type, proper: text.slice(prefix.length) } : { type: null, proper: text };
}

/** `Phường Vũ Ninh` → `Vu Ninh Ward`. */
export function toEnglishUnitName({ type, proper }: UnitName): string {
  const suffix = PREFIXES.find((prefix) => prefix.type === type)?.suffix;
  return suffix ? `${stripAccents(proper)} ${suffix}` : stripAccents(proper);
}

/** What two spellings of one name have in common: with accents, and without. */
export function toNameKeys(proper: string): { spelling: string; folded: string } {
  return { spelling: toSpellingKey(proper), folded: toFoldedKey(proper) };
}
