import { isProblem, toError } from '../kernel/problem.ts';

/** A failed start, for a person: what happened, where, what to do. The most important line last. */
export function toFailureText(thrown: unknown): string {
  if (!isProblem(thrown)) return `\n${toError(thrown).stack ?? String(thrown)}\n`;
  const where = Object.entries(thrown.where).map(([name, value]) => `${name}: ${value}`);
  return [
    '',
    `✖ ${thrown.code}${where.length > 0 ? `  (${where.join(', ')})` : ''}`,
    `  ${thrown.message}`,
    `  ${thrown.en}`,
    '',
    `→ ${thrown.remedy.vi}`,
    `→ ${thrown.remedy.en}`,
    '',
  ].join('\n');
}
