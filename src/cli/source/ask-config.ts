import { compileSchema } from '../../sdk/schema.ts';
import { readSetting, SettingError } from './settings.ts';

type Schema = Record<string, unknown>;
type Config = Record<string, unknown>;

/** Asks one question of whoever sits at the terminal; an empty answer takes what stands in brackets. */
export type Ask = (question: string) => Promise<string>;

interface XUi {
  /** Asked in this order; without one, after those that have one. */
  order?: number;
  /** Not asked: it has a good default, or is written by hand. */
  hidden?: boolean;
}

/** So deep that optional settings are offered; within them only what is required is asked. */
const OFFERED_DEPTH = 1;

/**
 * Completes a configuration from its JSON Schema by asking: what is required, and at the top what is optional too
 * (Enter leaves it out). `title`, `x-vi`, `enum`, `default` and `x-ui: { order, hidden }` shape the questions; a secret is
 * taken as a reference only.
 */
export async function askConfig(
  schema: Schema,
  given: Config,
  ask: Ask,
  path: string[] = [],
): Promise<Config> {
  const config = { ...given };
  const required = new Set((schema.required ?? []) as string[]);
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>).sort(
    ([a, left], [b, right]) =>
      orderOf(left) - orderOf(right) || Number(required.has(b)) - Number(required.has(a)),
  );
  for (const [name, property] of properties) {
    if (config[name] !== undefined || 'const' in property) continue;
    const isRequired = required.has(name);
    if (!isRequired && (path.length >= OFFERED_DEPTH || uiOf(property).hidden)) continue;
    const value = await askOne(property, [...path, name], isRequired, ask);
    if (value !== undefined) config[name] = value;
  }
  return config;
}

async function askOne(schema: Schema, path: string[], isRequired: boolean, ask: Ask): Promise<unknown> {
  const branches = schema.oneOf as Schema[] | undefined;
  if (branches) return askBranch(schema, branches, path, isRequired, ask);
  if (schema.type === 'object') {
    if (!isRequired && !(await isYes(ask, `${titleOf(schema, path)}? [y/N] `))) return undefined;
    return askConfig(schema, {}, ask, path);
  }
  const items = schema.items as Schema | undefined;
  if (schema.type === 'array' && items?.type === 'object') {
    const list: Config[] = [];
    while (
      isRequired
        ? list.length === 0 || (await isYes(ask, `${path.join('.')}: thêm nữa / more? [y/N] `))
        : false
    )
      list.push(await askConfig(items, {}, ask, [...path, String(list.length)]));
    return list.length > 0 ? list : undefined;
  }
  return askValue(schema, path, isRequired, ask);
}

async function askBranch(
  schema: Schema,
  branches: Schema[],
  path: string[],
  isRequired: boolean,
  ask: Ask,
): Promise<unknown> {
  const shown = branches.map(
    (branch, index) => `  ${index + 1}. ${String(branch.title ?? constantOf(branch))}`,
  );
  for (;;) {
    const answer = await ask(
      `${titleOf(schema, path)}:\n${shown.join('\n')}\n[1-${branches.length}${isRequired ? '' : ', Enter = bỏ qua / none'}] `,
    );
    if (answer === '' && !isRequired) return undefined;
    const branch = branches[Number(answer) - 1];
    if (branch) return askConfig(branch, constantsOf(branch), ask, path);
  }
}

async function askValue(schema: Schema, path: string[], isRequired: boolean, ask: Ask): Promise<unknown> {
  const choices = schema.enum as unknown[] | undefined;
  const notes = [
    schema['x-secret'] === true ? 'env:TÊN hoặc / or file:/đường-dẫn' : '',
    choices ? choices.map(String).join(' | ') : '',
    schema.type === 'array' ? 'cách nhau bằng dấu phẩy / comma-separated' : '',
    schema.default !== undefined && schema.default !== '' ? `Enter = ${String(schema.default)}` : '',
    schema.default === undefined && !isRequired ? 'Enter = bỏ qua / none' : '',
  ].filter((note) => note !== '');
  for (;;) {
    const answer = (
      await ask(`${titleOf(schema, path)}${notes.length > 0 ? ` (${notes.join('; ')})` : ''}: `)
    ).trim();
    if (answer === '') {
      if (!isRequired || schema.default !== undefined) return undefined;
      continue;
    }
    const value = toValue(answer, path, schema);
    if (value instanceof SettingError) {
      await ask(`  ✖ ${value.message} [Enter] `);
      continue;
    }
    return value;
  }
}

/** The answer in the type that the schema takes, or why it takes none of it. */
function toValue(answer: string, path: string[], schema: Schema): unknown {
  const at = path.join('.');
  try {
    const value =
      schema.type === 'array'
        ? answer.split(',').map((item) => item.trim())
        : readSetting(answer, 'value', { type: 'object', properties: { value: schema } });
    const isReference = typeof value === 'object' && value !== null && 'env' in value;
    if (isReference || compileSchema(schema)(value)) return value;
    return new SettingError(at, 'giá trị không hợp lệ / is not a value that fits');
  } catch (error) {
    if (error instanceof SettingError) return error;
    throw error;
  }
}

const uiOf = (schema: Schema): XUi => (schema['x-ui'] ?? {}) as XUi;
const orderOf = (schema: Schema) => uiOf(schema).order ?? Number.MAX_SAFE_INTEGER;

function titleOf(schema: Schema, path: string[]): string {
  const title = [schema['x-vi'], schema.title].filter((text) => typeof text === 'string').join(' / ');
  return `${path.join('.')}${title === '' ? '' : ` – ${title}`}`;
}

function constantsOf(branch: Schema): Config {
  const properties = Object.entries((branch.properties ?? {}) as Record<string, Schema>);
  return Object.fromEntries(properties.flatMap(([name, one]) => ('const' in one ? [[name, one.const]] : [])));
}

const constantOf = (branch: Schema) => Object.values(constantsOf(branch)).join(' ');

async function isYes(ask: Ask, question: string): Promise<boolean> {
  return /^(y|yes|c|có|co)$/i.test((await ask(question)).trim());
}
