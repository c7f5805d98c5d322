import { defineRule } from './rule.ts';

export const KILOMETRE_POST_FORM = defineRule({
  vi: 'Lý trình viết theo dạng Km 145+200 (ba chữ số sau dấu +)',
  en: 'A kilometre post is written Km 145+200 (three digits after the +)',
  law: 'QCVN 41:2024/BGTVT',
});

const FORM = /^km\s*(\d{1,4})\s*\+\s*(\d{3})m?$/i;

/** Kilometres from the road's origin (`Km 145+200` → 145.2), or undefined when it is no kilometre post. */
export function parseKilometrePost(written: string): number | undefined {
  const parts = FORM.exec(written.trim());
  return parts ? Number(parts[1]) + Number(parts[2]) / 1000 : undefined;
}

export function isKilometrePost(written: string): boolean {
  return FORM.test(written.trim());
}

/** 145.2 → `Km 145+200`. */
export function toKilometrePost(kilometre: number): string {
  const metres = Math.round(kilometre * 1000);
  return `Km ${Math.floor(metres / 1000)}+${String(metres % 1000).padStart(3, '0')}`;
}

/** `km145+200` → `Km 145+200`. */
export function toCanonicalKilometrePost(written: string): string {
  const kilometre = parseKilometrePost(written);
  return kilometre === undefined ? written : toKilometrePost(kilometre);
}
