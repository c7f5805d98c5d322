import { measurementKinds } from './code-lists/index.ts';
import { toVietnamDate } from './instant.ts';
import { isPersonalId, readPersonalId } from './personal-id.ts';
import { defineRule, type Rule } from './rule.ts';
import {
  findViolationCode,
  isCodeInForce,
  isInBand,
  type MeasurementKind,
  type ViolationCode,
} from './violation-codes/index.ts';

export const DETECTED_AFTER_OCCURRED = defineRule({
  vi: 'Thời điểm phát hiện không thể trước thời điểm vi phạm',
  en: 'A violation cannot be detected before it happened',
  law: 'Thông tư 73/2024/TT-BCA',
});

const CODE_KNOWN = defineRule({
  vi: 'Mã hành vi không có trong danh mục, ví dụ đúng: ND168-2024.D6.K5.đ (điểm đ khoản 5 Điều 6)',
  en: 'The violation code is not in the list; an example of one: ND168-2024.D6.K5.đ (point đ, clause 5, Article 6)',
  law: 'Nghị định 168/2024/NĐ-CP',
});

const CODE_IN_FORCE = defineRule({
  vi: 'Mã hành vi chưa hoặc không còn hiệu lực vào ngày vi phạm',
  en: 'The violation code was not in force on the day of the act',
  law: 'Nghị định 168/2024/NĐ-CP Điều 53',
});

const FINE_IN_RANGE = defineRule({
  vi: 'Mức phạt nằm ngoài khung của hành vi',
  en: 'The fine lies outside the range of the act',
  law: 'Nghị định 168/2024/NĐ-CP',
});

const POINTS_AGREE = defineRule({
  vi: 'Số điểm trừ khác với điểm trừ của hành vi',
  en: 'The points deducted differ from those of the act',
  law: 'Nghị định 168/2024/NĐ-CP; Luật 36/2024/QH15 Điều 58',
});

const SUSPENSION_IN_RANGE = defineRule({
  vi: 'Thời hạn tước giấy phép nằm ngoài khung của hành vi',
  en: 'The suspension lies outside the range of the act',
  law: 'Nghị định 168/2024/NĐ-CP',
});

const MEASUREMENT_AGREES = defineRule({
  vi: 'Kết quả đo không khớp mã hành vi',
  en: 'The measurement disagrees with the violation code',
  law: 'Nghị định 168/2024/NĐ-CP',
});

const UNIT_OF_KIND = defineRule({
  vi: 'Đơn vị đo không đúng với loại kết quả đo (km/h, mg/l, mg/100ml, kg)',
  en: 'The unit is not the one of its kind (km/h, mg/l, mg/100ml, kg)',
  law: 'Nghị định 168/2024/NĐ-CP',
});

const SPEED_NEEDS_LIMIT = defineRule({
  vi: 'Kết quả đo tốc độ phải kèm tốc độ giới hạn',
  en: 'A measured speed comes with its limit',
  law: 'Nghị định 168/2024/NĐ-CP Điều 6, Điều 7',
});

interface Judged {
  violationCode: string;
  occurredAt: string;
  fineAmount: number | null;
  pointsDeducted: number | null;
  suspensionMonths: number | null;
  driverPersonalId: string | null;
  measurement: { kind: MeasurementKind; value: number; unit: string; limit: number | null } | null;
}

type Fault = { path: (keyof Judged)[]; rule: Rule };

function findMeasurementFault(
  code: ViolationCode,
  measurement: NonNullable<Judged['measurement']>,
): Rule | null {
  const { kind, value, unit, limit } = measurement;
  if (unit !== measurementKinds.find(kind)?.term) return UNIT_OF_KIND;
  if (kind === 'SPEED' && limit === null) return SPEED_NEEDS_LIMIT;
  const band = code.measured?.[kind];
  if (!band) return code.measured ? MEASUREMENT_AGREES : null;
  return isInBand(kind === 'SPEED' ? value - limit! : value, band) ? null : MEASUREMENT_AGREES;
}

/** A person of 16 or 17 pays at most half (Law on Handling Administrative Violations 15/2012/QH13 Art. 23.3). */
function mayBeMinor({ driverPersonalId, occurredAt }: Judged): boolean {
  if (driverPersonalId === null || !isPersonalId(driverPersonalId)) return false;
  return Number(occurredAt.slice(0, 4)) - readPersonalId(driverPersonalId).birthYear <= 18;
}

/** Where a violation disagrees with the decree it cites. */
export function listLegalFaults(violation: Judged): Fault[] {
  const code = findViolationCode(violation.violationCode);
  if (!code) return [{ path: ['violationCode'], rule: CODE_KNOWN }];
  if (!isCodeInForce(code, toVietnamDate(violation.occurredAt)))
    return [{ path: ['violationCode'], rule: CODE_IN_FORCE }];

  const faults: Fault[] = [];
  const { fineAmount, pointsDeducted, suspensionMonths, measurement } = violation;
  const lowestFine = mayBeMinor(violation) ? code.fineMinVnd / 2 : code.fineMinVnd;
  if (fineAmount !== null && (fineAmount < lowestFine || fineAmount > code.fineMaxVnd))
    faults.push({ path: ['fineAmount'], rule: FINE_IN_RANGE });
  // 0: the driver holds no licence, or another act of the same stop already took more.
  if (pointsDeducted !== null && pointsDeducted !== 0 && pointsDeducted !== code.pointsDeducted)
    faults.push({ path: ['pointsDeducted'], rule: POINTS_AGREE });
  if (
    suspensionMonths !== null &&
    suspensionMonths !== 0 &&
    !isInBand(suspensionMonths, {
      from: code.suspensionMonthsMin ?? Number.POSITIVE_INFINITY,
      upTo: code.suspensionMonthsMax ?? 0,
    })
  )
    faults.push({ path: ['suspensionMonths'], rule: SUSPENSION_IN_RANGE });
  const measured = measurement === null ? null : findMeasurementFault(code, measurement);
  if (measured) faults.push({ path: ['measurement'], rule: measured });
  return faults;
}
