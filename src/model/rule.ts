import type { core } from 'zod';

/**
 * A rule that a record keeps. It says itself what was broken, in Vietnamese and English, and on what it rests:
 * a law and article, or the standard and section.
 */
export interface Rule {
  readonly vi: string;
  readonly en: string;
  readonly law: string;
}

export function defineRule(rule: Rule): Rule {
  return rule;
}

/** The rule as one sentence for people: `Chủ xe phải … (Luật 36/2024/QH15 Điều 36)`. */
export function toRuleMessage(rule: Rule): string {
  return `${rule.vi} (${rule.law})`;
}

/** For `.refine(check, onBreach(rule))`: a field whose form is wrong is not looked at any further. */
export function onBreach(rule: Rule): { error: string; abort: true; params: { en: string; law: string } } {
  return { error: toRuleMessage(rule), abort: true, params: { en: rule.en, law: rule.law } };
}

/** For `.superRefine`: reports the rule at the field a person would have to correct. */
export function addBreach(ctx: core.$RefinementCtx, path: PropertyKey[], rule: Rule): void {
  ctx.addIssue({
    code: 'custom',
    path,
    message: toRuleMessage(rule),
    params: { en: rule.en, law: rule.law },
  });
}
