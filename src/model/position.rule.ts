import type { core } from 'zod';
import { addBreach, defineRule } from './rule.ts';

const BOTH_COORDINATES = defineRule({
  vi: 'Vị trí cần cả kinh độ và vĩ độ',
  en: 'A position needs both longitude and latitude',
  law: 'RFC 7946 §3.1.1',
});

/** Longitude and latitude are known together or not at all. */
export function checkPosition(
  ctx: core.$RefinementCtx,
  field: string,
  lon: number | null,
  lat: number | null,
): void {
  if ((lon === null) !== (lat === null)) addBreach(ctx, [field], BOTH_COORDINATES);
}
