import type { z } from 'zod';
import type { Row } from '../sdk/index.ts';

/** The record, or undefined: look closer. It never refuses by itself, and never accepts what the schema refuses. */
export type Glance<R> = (candidate: Row) => R | undefined;

/** As much of zod's own description of a schema as is read here. */
interface Part {
  _zod: { def: Def; values?: Set<unknown>; run: unknown; optout?: string };
}
interface Def {
  type: string;
  checks?: Check[];
  shape?: Record<string, Part>;
  catchall?: Part;
  innerType?: Part;
  element?: Part;
  coerce?: boolean;
  check?: string;
  defaultValue?: unknown;
}
interface Check {
  _zod: { def: CheckDef; check: (payload: object) => unknown };
}
interface CheckDef {
  check: string;
  minimum?: number;
  maximum?: number;
  value?: unknown;
  inclusive?: boolean;
  format?: string;
  fn?: unknown;
  tx?: unknown;
  when?: unknown;
}

/** Source text, and the values that it refers to as `c[0]`, `c[1]` …: nothing but names of fields is written out. */
interface Draft {
  constants: unknown[];
  keep(value: unknown): string;
}

/**
 * One straight function for all fields of a record, made from the schema that judges it: a page has a thousand good
 * records for a bad one, and walking the schema for each costs ten times as much. What is refused, or has a form that is
 * not known here, is judged by the schema, which says what is wrong. undefined = the schema is of another form.
 *
 * It is made of text (`new Function`): of the hub's own schemas, never of anything that a source sent.
 */
export function compileGlance<R>(schema: z.ZodType<R>): Glance<R> | undefined {
  const { type, shape, catchall, checks = [] } = (schema as unknown as Partial<Part>)._zod?.def ?? {};
  const isStrict = catchall?._zod.def.type === 'never';
  if (type !== 'object' || !shape || !isStrict || checks.some((check) => check._zod.def.when))
    return undefined;
  const names = Object.keys(shape);
  if (names.includes('__proto__') || names.some((name) => shape[name]!._zod.optout !== undefined))
    return undefined;
  const constants: unknown[] = [];
  const draft: Draft = { constants, keep: (value) => `c[${constants.push(value) - 1}]` };
  const fields = names.map(
    (name, at) => `let v${at} = input[${JSON.stringify(name)}];\n${writePart(draft, shape[name]!, `v${at}`)}`,
  );
  const known = draft.keep(new Set(names));
  const source = `
    if (typeof input !== 'object' || input === null || Array.isArray(input)) return undefined;
    for (const name in input) if (!${known}.has(name)) return undefined;
    ${fields.join('\n')}
    const payload = { value: { ${names.map((name, at) => `${JSON.stringify(name)}: v${at}`).join(', ')} }, issues: [] };
    ${checks.map((check) => `${draft.keep(check._zod)}.check(payload); if (payload.issues.length > 0) return undefined;`).join('\n')}
    return payload.value;`;
  return new Function('c', `return (input) => {${source}}`)(constants) as Glance<R>;
}

/** Statements that take the value `v` or `return undefined`. */
function writePart(draft: Draft, part: Part, v: string): string {
  const { def } = part._zod;
  if (def.coerce || (def.type !== 'default' && def.type !== 'nullable' && hasUnknownCheck(def)))
    return runSchema(draft, part, v);
  switch (def.type) {
    case 'default':
      // Read anew each time: zod gives a copy of a list.
      return `if (${v} === undefined) ${v} = ${draft.keep(def)}.defaultValue; else { ${writePart(draft, def.innerType!, v)} }`;
    case 'nullable':
      return `if (${v} !== null) { ${writePart(draft, def.innerType!, v)} }`;
    case 'string':
      return `if (typeof ${v} !== 'string') return undefined;${writeChecks(draft, def, v)}`;
    case 'number':
      return `if (typeof ${v} !== 'number' || !Number.isFinite(${v})) return undefined;${writeChecks(draft, def, v)}`;
    case 'boolean':
      return `if (typeof ${v} !== 'boolean') return undefined;`;
    case 'enum':
      return `if (!${draft.keep(part._zod.values)}.has(${v})) return undefined;`;
    default:
      return runSchema(draft, part, v);
  }
}

/** What is not known here is judged by its own schema. */
function runSchema(draft: Draft, part: Part, v: string): string {
  return `{ if (${v} === undefined) return undefined;
    const judged = ${draft.keep(part._zod)}.run({ value: ${v}, issues: [] }, { async: false });
    if (judged.issues.length > 0) return undefined;
    ${v} = judged.value; }`;
}

const KNOWN_CHECKS: Record<string, string[]> = {
  string: ['min_length', 'max_length', 'custom', 'overwrite'],
  number: ['number_format', 'greater_than', 'less_than'],
};

function hasUnknownCheck(def: Def): boolean {
  // `z.int()` is a number and its own check in one.
  if (def.check !== undefined && !(def.check === 'number_format' && isSafeInt(def as CheckDef))) return true;
  return (def.checks ?? []).some(({ _zod }) => {
    const { check, fn, format, when } = _zod.def as CheckDef;
    if (!KNOWN_CHECKS[def.type]?.includes(check)) return true;
    if (check === 'custom') return typeof fn !== 'function' || when !== undefined;
    return check === 'number_format' && format !== 'safeint';
  });
}

function isSafeInt({ format }: CheckDef): boolean {
  return format === 'safeint';
}

function writeChecks(draft: Draft, def: Def, v: string): string {
  const own = def.check === 'number_format' ? [def as CheckDef] : [];
  const checks = [...own, ...(def.checks ?? []).map(({ _zod }) => _zod.def)];
  return checks.map((check) => writeCheck(draft, check, v)).join('\n');
}

function writeCheck(draft: Draft, def: CheckDef, v: string): string {
  const refuse = (condition: string) => `if (${condition}) return undefined;`;
  switch (def.check) {
    // Characters are counted by code points, of which each is one or two units: in doubt, look closer.
    case 'min_length':
      return refuse(`${v}.length < ${draft.keep(def.minimum === 1 ? 1 : def.minimum! * 2)}`);
    case 'max_length':
      return refuse(`${v}.length > ${draft.keep(def.maximum)}`);
    case 'greater_than':
      return refuse(`!(${v} ${def.inclusive ? '>=' : '>'} ${draft.keep(def.value)})`);
    case 'less_than':
      return refuse(`!(${v} ${def.inclusive ? '<=' : '<'} ${draft.keep(def.value)})`);
    case 'number_format':
      return refuse(`!Number.isSafeInteger(${v})`);
    case 'custom':
      return refuse(`${draft.keep(def.fn)}(${v}) !== true`);
    default:
      return `${v} = ${draft.keep(def.tx)}(${v});`;
  }
}
