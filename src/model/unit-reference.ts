import type { core } from 'zod';
import { addBreach, defineRule } from './rule.ts';

const UNIT_NEEDS_DATE = defineRule({
  vi: 'Mã đơn vị hành chính và ngày hiệu lực của mã phải đi cùng nhau: từ 01/07/2025 nhiều mã chỉ địa danh khác',
  en: 'A unit code and the day it took effect go together: since 1 July 2025 many codes name another place',
  law: 'Nghị quyết 1658/NQ-UBTVQH15; Quyết định 19/2025/QĐ-TTg',
});

/** A unit is named by (code, validFrom) or not at all; a code without a date is ambiguous. */
export function checkUnitReference(
  ctx: core.$RefinementCtx,
  field: string,
  code: string | null,
  validFrom: string | null,
): void {
  if ((code === null) !== (validFrom === null)) addBreach(ctx, [field], UNIT_NEEDS_DATE);
}
