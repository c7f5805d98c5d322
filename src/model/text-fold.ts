/**
 * Vietnamese text for comparing. The same word comes in several spellings: composed or decomposed Unicode, the tone
 * on either vowel (Hòa, Hoà), without any accents (Hoa). Each key forgives one thing more.
 */

/** Grave, acute, hook above, tilde, dot below: the five tones. Circumflex, breve and horn make other letters. */
const TONE = /[\u0300\u0301\u0309\u0303\u0323]/g;
const MARK = /\p{M}/gu;
const SPACES = /[\s\u00A0]+/g;

function toPlainLetters(text: string): string {
  return text.normalize('NFD').replace(MARK, '').replace(/đ/g, 'd').replace(/Đ/g, 'D').normalize('NFC');
}

/** Without accents, case kept: `Phường Vũ Ninh` → `Phuong Vu Ninh`. */
export function stripAccents(text: string): string {
  return toPlainLetters(text);
}

/** For searching: lower case, no accents, đ as d, single spaces. */
export function toFoldedKey(text: string): string {
  return toPlainLetters(text.replace(SPACES, ' ').trim()).toLowerCase();
}

/** For equality: keeps every accent and tone, forgets case, Unicode form and on which vowel the tone stands. */
export function toSpellingKey(text: string): string {
  return text
    .normalize('NFD')
    .toLowerCase()
    .trim()
    .split(SPACES)
    .map((word) => word.replace(TONE, '') + (word.match(TONE) ?? []).join(''))
    .join(' ')
    .normalize('NFC');
}
