import { values } from '../../sdk/index.ts';
import type { LabelledField } from './field-labels.ts';
import { similarity } from './similarity.ts';

/** How a column's values become a field's: an expression of the file that is written, and how well it fits. */
export interface ProposedReader {
  /** `values.integer`, `values.code({ … })`; undefined = the value is taken as it is. */
  expression: string | undefined;
  /** Share of the values at hand that it reads, 0 to 1; 1 when there are none. */
  fits: number;
  /** Values that no code was found for. */
  unknown: string[];
}

/** A code is only guessed where its label says nearly the same: a wrong one would go unnoticed, a missing one does not. */
const SAME_LABEL = 0.75;

/** A reader for this field, tried on the values that the column showed. */
export function proposeReader(field: LabelledField, samples: readonly unknown[]): ProposedReader {
  const present = samples.filter((value) => value !== null && value !== undefined && value !== '');
  if (field.codes) return proposeCodes(field, field.codes, present);
  const [name, read] = readerOf(field);
  if (!read) return { expression: undefined, fits: 1, unknown: [] };
  const readable = present.filter((value) => isRead(read, value)).length;
  return {
    expression: `values.${name}`,
    fits: present.length === 0 ? 1 : readable / present.length,
    unknown: [],
  };
}

function isRead(read: (value: unknown) => unknown, value: unknown): boolean {
  try {
    read(value);
    return true;
  } catch {
    // Its way of saying that it cannot.
    return false;
  }
}

function readerOf({ scalar, types, name }: LabelledField): [string, ((value: unknown) => unknown)?] {
  // A field that the graph shows under another name still tells by its own what it holds.
  if (scalar === 'DateTime' || (!scalar && /(At|Time)$/.test(name))) return ['instant', values.instant];
  if (scalar === 'Date' || (!scalar && /(From|On|Until|Date)$/.test(name)))
    return ['civilDate', values.civilDate];
  if (types.includes('integer')) return ['integer', values.integer];
  if (types.includes('number')) return ['decimal', values.decimal];
  if (types.includes('boolean')) return ['yesNo', values.yesNo];
  if (types.includes('string')) return ['text', values.text];
  return ['as it is'];
}

function proposeCodes(
  { codeLabels = {} }: LabelledField,
  codes: readonly string[],
  present: readonly unknown[],
): ProposedReader {
  const written = [...new Set(present.map((value) => String(value).trim()))].sort();
  if (written.every((value) => codes.includes(value))) return { expression: undefined, fits: 1, unknown: [] };
  const found = new Map<string, string>();
  for (const value of written) {
    const code = closest(value, codes, codeLabels);
    if (code !== undefined) found.set(value, code);
  }
  const entries = [...found].map(([value, code]) => `${toKey(value)}: '${code}'`);
  const unknown = written.filter((value) => !found.has(value));
  return {
    expression: `values.code({ ${entries.join(', ')} } as const)`,
    fits: found.size / written.length,
    unknown,
  };
}

function closest(
  value: string,
  codes: readonly string[],
  labels: Record<string, string[]>,
): string | undefined {
  const scored = codes
    .map((code) => ({
      code,
      score: Math.max(...[code, ...(labels[code] ?? [])].map((l) => similarity(value, l))),
    }))
    .sort((a, b) => b.score - a.score);
  return scored[0] && scored[0].score >= SAME_LABEL ? scored[0].code : undefined;
}

/** A property name as it is written in code. */
export function toKey(name: string): string {
  // Otherwise it would set the prototype.
  if (name === '__proto__') return "['__proto__']";
  return /^[\p{L}_$][\p{L}\p{N}_$]*$/u.test(name) ? name : quote(name);
}

/** A text as it is written in code, with single quotes. */
export function quote(text: string): string {
  const inner = JSON.stringify(text)
    .slice(1, -1)
    .replaceAll('\\"', '"')
    .replaceAll("'", "\\'")
    // They end a line, in a comment too.
    .replace(/[\u2028\u2029]/g, (mark) => `\\u${mark.charCodeAt(0).toString(16)}`);
  return `'${inner}'`;
}
