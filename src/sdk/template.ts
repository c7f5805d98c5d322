import type { Json } from './contract.ts';

const PLACEHOLDER = /\$\{config\.([A-Za-z][A-Za-z0-9]*)\}/g;
const WHOLE = /^\$\{config\.([A-Za-z][A-Za-z0-9]*)\}$/;

/** A text in a template that is not taken as it stands. */
export interface TemplateText {
  /** Dotted place in the template. */
  path: string;
  text: string;
  /** Names of the configuration's properties in it. */
  names: string[];
  /** The text is one placeholder and nothing else, so its value keeps its type. */
  isWhole: boolean;
}

/** Every text of a template, with the placeholders in it. */
export function* templateTexts(template: Json, path = ''): Generator<TemplateText> {
  if (typeof template === 'string') {
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name!);
    yield { path, text: template, names, isWhole: WHOLE.test(template) };
  } else if (template !== null && typeof template === 'object')
    for (const [key, child] of Object.entries(template))
      yield* templateTexts(child as Json, path === '' ? key : `${path}.${key}`);
}

/** Is there a `${` left that is no placeholder of ours? */
export function hasStrayPlaceholder(text: string): boolean {
  return text.replaceAll(PLACEHOLDER, '').includes('${');
}

/**
 * A template with `${config.x}` filled in. A text that is one placeholder takes the value with its type; a member or
 * item whose value is not configured is left out, so that optional settings need no second template.
 */
export function fillTemplate(template: Json, config: Record<string, unknown>): Json | undefined {
  const configured = (name: string) => (Object.hasOwn(config, name) ? (config[name] as Json) : undefined);
  if (typeof template === 'string') {
    const whole = WHOLE.exec(template)?.[1];
    if (whole !== undefined) return structuredClone(configured(whole));
    const names = [...template.matchAll(PLACEHOLDER)].map(([, name]) => name!);
    if (names.some((name) => configured(name) === undefined)) return undefined;
    return template.replaceAll(PLACEHOLDER, (_, name: string) => String(configured(name)));
  }
  if (Array.isArray(template))
    return template.map((item) => fillTemplate(item, config)).filter((item) => item !== undefined);
  if (template === null || typeof template !== 'object') return template;
  const filled = Object.entries(template).flatMap(([key, child]): [string, Json][] => {
    const value = fillTemplate(child, config);
    return value === undefined ? [] : [[key, value]];
  });
  return Object.fromEntries(filled);
}
