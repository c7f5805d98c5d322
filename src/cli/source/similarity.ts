import { toFoldedKey } from '../../model/text-fold.ts';

/** Words that offices use for one another, without accents. */
const SYNONYMS: readonly (readonly [string, string])[] = [
  ['phuong tien', 'xe'],
  ['tinh trang', 'trang thai'],
  ['thoi diem', 'thoi gian'],
  ['dinh danh', 'so dinh danh'],
];

/** `maDoan`, `ma_doan`, `Mã đoạn` → `ma doan`. */
export function toWords(name: string): string {
  const split = name.replace(/([\p{Ll}\d])(\p{Lu})/gu, '$1 $2').replace(/[^\p{L}\p{N}]+/gu, ' ');
  const folded = toFoldedKey(split);
  for (const [from, to] of SYNONYMS) if (folded.includes(from)) return folded.replace(from, to);
  return folded;
}

/** How alike two names are, 0 to 1: the better of shared words and shared pairs of letters (Dice). */
export function similarity(a: string, b: string): number {
  const [left, right] = [toWords(a), toWords(b)];
  if (left === '' || right === '') return 0;
  if (left === right) return 1;
  const words = dice(left.split(' '), right.split(' '));
  const letters = dice(toPairs(left), toPairs(right));
  return Math.max(words, 0.9 * letters);
}

function toPairs(text: string): string[] {
  const joined = text.replaceAll(' ', '');
  return Array.from({ length: Math.max(0, joined.length - 1) }, (_, at) => joined.slice(at, at + 2));
}

function dice(a: string[], b: string[]): number {
  const rest = [...b];
  let shared = 0;
  for (const item of a) {
    const at = rest.indexOf(item);
    if (at < 0) continue;
    rest.splice(at, 1);
    shared += 1;
  }
  return a.length + b.length === 0 ? 0 : (2 * shared) / (a.length + b.length);
}
