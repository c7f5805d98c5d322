/** The building blocks of every record. Each call makes a schema; a missing or unknown value is `null`. */
import { z } from 'zod';
import { isCivilDate, isInstant, toCanonicalInstant } from './instant.ts';
import { isKilometrePost, KILOMETRE_POST_FORM, toCanonicalKilometrePost } from './kilometre-post.ts';
import { isPlateKey, PLATE_KEY_FORM } from './plate-key.ts';
import { defineRule, onBreach } from './rule.ts';

const INSTANT_FORM = defineRule({
  vi: 'Thời điểm phải theo dạng ISO 8601 có múi giờ, ví dụ 2026-05-01T08:30:00Z',
  en: 'An instant is written in ISO 8601 with its offset, e.g. 2026-05-01T08:30:00Z',
  law: 'ISO 8601-1:2019 §5.4',
});
const CIVIL_DATE_FORM = defineRule({
  vi: 'Ngày phải có thật và viết theo dạng năm-tháng-ngày, ví dụ 2026-05-01',
  en: 'A date exists in the calendar and is written yyyy-mm-dd, e.g. 2026-05-01',
  law: 'ISO 8601-1:2019 §5.2',
});
const UNIT_CODE_FORM = defineRule({
  vi: 'Mã đơn vị hành chính gồm 2 (tỉnh), 3 (huyện, trước 01/07/2025) hoặc 5 chữ số (xã)',
  en: 'An administrative unit code has 2 (province), 3 (district, before 1 July 2025) or 5 digits (commune)',
  law: 'Quyết định 19/2025/QĐ-TTg',
});

/** Non-empty text in Unicode NFC. */
export const text = (max = 500) =>
  z
    .string()
    .min(1)
    .max(max)
    .overwrite((value) => value.normalize('NFC'));

/** An opaque identifier: no meaning is read from it. */
export const identifier = () => z.string().min(1).max(200);

export const instant = () =>
  z.string().refine(isInstant, onBreach(INSTANT_FORM)).overwrite(toCanonicalInstant);

export const civilDate = () => z.string().refine(isCivilDate, onBreach(CIVIL_DATE_FORM));

export const count = () => z.int().min(0);

/** Money: whole Vietnamese đồng. */
export const vnd = () => z.int().min(0);

export const unitCode = () =>
  z.string().refine((code) => /^(?:\d{2}|\d{3}|\d{5})$/.test(code), onBreach(UNIT_CODE_FORM));

/** WGS 84, decimal degrees. */
export const longitude = () => z.number().min(-180).max(180);
export const latitude = () => z.number().min(-90).max(90);

/** Distance along a road from its origin, in kilometres: Km 145+200 is 145.2. */
export const kilometre = () => z.number().min(0).max(10_000);

/** `Km 145+200`. */
export const kilometrePost = () =>
  z.string().refine(isKilometrePost, onBreach(KILOMETRE_POST_FORM)).overwrite(toCanonicalKilometrePost);

/** `99A12345:CAR:WHITE_BLACK`. */
export const plateKey = () => z.string().refine(isPlateKey, onBreach(PLATE_KEY_FORM));

/** Knowledge that may be missing: absent and null mean the same, and come out as null. */
export const optional = <T extends z.ZodType>(schema: T) => schema.nullable().default(null);

/** A field the record works out itself. May be left out; when given it has to agree. */
export const derived = () => z.string().default('');

export const derivedInstant = () =>
  z
    .string()
    .refine((value) => value === '' || isInstant(value), onBreach(INSTANT_FORM))
    .overwrite((value) => (value === '' ? value : toCanonicalInstant(value)))
    .default('');
