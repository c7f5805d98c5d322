import { childrenOf, isNil, type Json, type XmlElement, xmlToJson } from '../../src/sdk/index.ts';
import type { Field } from './config.ts';

/** Why a record is refused, in a word to count by and a sentence. */
export class FieldFault extends Error {
  readonly code: string;
  readonly field: string;

  constructor(field: string, code: string, reason: string) {
    super(`${field}: ${reason}`);
    this.code = code;
    this.field = field;
  }
}

const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?$/;

function toValue({ name, type }: Field, text: string): Json {
  if (type === 'text' || type === 'tree') return text;
  if (text === '') return null;
  const said = JSON.stringify(text.slice(0, 40));
  if (type === 'boolean') {
    if (/^(true|1)$/.test(text)) return true;
    if (/^(false|0)$/.test(text)) return false;
    throw new FieldFault(name, 'not-a-boolean', `${said} is neither true nor false`);
  }
  const value = Number(text);
  if (type === 'integer') {
    if (!/^[+-]?\d+$/.test(text)) throw new FieldFault(name, 'not-an-integer', `${said} is no whole number`);
    if (!Number.isSafeInteger(value))
      throw new FieldFault(name, 'unsafe-integer', `${said} is past 2^53: read it as text`);
    return value;
  }
  if (!NUMBER.test(text) || !Number.isFinite(value))
    throw new FieldFault(name, 'not-a-number', `${said} is no number`);
  return value;
}

/** Elements at a path of local names; `@name` at its end is the caller's. */
function elementsAt(record: XmlElement, steps: readonly string[]): XmlElement[] {
  return steps.reduce<XmlElement[]>(
    (found, step) => found.flatMap((element) => childrenOf(element, step)),
    [record],
  );
}

/**
 * A field of a record; null = absent, nil, or (but for text) empty. Throws FieldFault when the text is not of its type, or
 * the element comes more than once where one value is wanted.
 */
export function readField(record: XmlElement, field: Field): Json {
  const steps = (field.path ?? field.name).split('/');
  const attribute = steps.at(-1)!.startsWith('@') ? steps.pop()!.slice(1) : undefined;
  const found = elementsAt(record, steps);
  if (field.type === 'tree' && attribute === undefined) {
    if (found.length === 0) return null;
    return found.length === 1
      ? xmlToJson(found[0]!, 'read')
      : found.map((element) => xmlToJson(element, 'read'));
  }
  if (found.length > 1)
    throw new FieldFault(field.name, 'field-repeated', `${found.length} elements where one is expected`);
  const [element] = found;
  if (!element || isNil(element)) return null;
  if (attribute !== undefined) {
    const said = element.attributes[attribute];
    return said === undefined ? null : toValue(field, said.trim());
  }
  return toValue(field, element.text.trim());
}
