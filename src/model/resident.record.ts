import { z } from 'zod';
import { residentStatuses, sexes } from './code-lists/index.ts';
import { findPersonalIdFault, listPersonalIdConflicts } from './personal-id.ts';
import { civilDate, identifier, instant, optional, text, unitCode } from './record-fields.ts';
import { addBreach, defineRule } from './rule.ts';
import { checkUnitReference } from './unit-reference.ts';

const COUNTRY_CODE_FORM = defineRule({
  vi: 'Quốc tịch viết bằng mã hai chữ cái, ví dụ VN',
  en: 'A nationality is a two-letter code, e.g. VN',
  law: 'ISO 3166-1 alpha-2',
});

/** A person as the National Population Database (Ministry of Public Security) states it. */
export const residentRecord = z
  .strictObject({
    personalId: z.string().max(20),
    fullName: text(50),
    /** null when only the year is known: the year stands in the personal id. */
    dateOfBirth: optional(civilDate()),
    sex: optional(z.enum(sexes.codes)),
    nationality: z.string().default('VN'),
    permanentResidenceUnitCode: optional(unitCode()),
    permanentResidenceUnitValidFrom: optional(civilDate()),
    permanentResidenceDetail: optional(text(200)),
    currentResidenceUnitCode: optional(unitCode()),
    currentResidenceUnitValidFrom: optional(civilDate()),
    currentResidenceDetail: optional(text(200)),
    householdId: optional(identifier()),
    status: z.enum(residentStatuses.codes),
    /** Electronic identification level of VNeID: 1 or 2 (Decree 69/2024/NĐ-CP). */
    digitalIdLevel: optional(z.int().min(1).max(2)),
    sourceUpdatedAt: optional(instant()),
  })
  .superRefine((resident, ctx) => {
    const fault = findPersonalIdFault(resident.personalId);
    if (fault) addBreach(ctx, ['personalId'], fault);
    else
      for (const conflict of listPersonalIdConflicts(resident.personalId, resident))
        addBreach(ctx, [conflict.field], conflict.rule);
    if (!/^[A-Z]{2}$/.test(resident.nationality)) addBreach(ctx, ['nationality'], COUNTRY_CODE_FORM);
    const { permanentResidenceUnitCode, permanentResidenceUnitValidFrom } = resident;
    checkUnitReference(
      ctx,
      'permanentResidenceUnitCode',
      permanentResidenceUnitCode,
      permanentResidenceUnitValidFrom,
    );
    const { currentResidenceUnitCode, currentResidenceUnitValidFrom } = resident;
    checkUnitReference(
      ctx,
      'currentResidenceUnitCode',
      currentResidenceUnitCode,
      currentResidenceUnitValidFrom,
    );
  });

export type ResidentRecord = z.infer<typeof residentRecord>;
