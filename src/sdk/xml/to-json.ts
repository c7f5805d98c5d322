import type { Json } from '../contract.ts';
import type { XmlElement } from './element.ts';

/** `xsi:nil`: the element is there and has no value (XML Schema part 1 §2.6.2). */
export function isNil({ attributes }: XmlElement): boolean {
  const said = attributes['xsi:nil'];
  return said === 'true' || said === '1';
}

/**
 * An element as it is: its trimmed text when it has neither attributes nor children; else an object with `@name` for
 * attributes, `#text`, and children by local name (a list where a name comes more than once). `xsi`: `read` makes null of
 * what is nil and leaves out how texts are typed; `kept` takes such attributes for what they are.
 */
export function xmlToJson(element: XmlElement, xsi: 'read' | 'kept'): Json {
  if (xsi === 'read' && isNil(element)) return null;
  const text = element.text.trim();
  const attributes = Object.entries(element.attributes).filter(
    ([name]) => xsi === 'kept' || !name.startsWith('xsi:'),
  );
  if (attributes.length === 0 && element.children.length === 0) return text;
  const children = new Map<string, Json[]>();
  for (const child of element.children) {
    const same = children.get(child.name);
    if (same) same.push(xmlToJson(child, xsi));
    else children.set(child.name, [xmlToJson(child, xsi)]);
  }
  // Entries, because an element may be called `__proto__`.
  return Object.fromEntries([
    ...attributes.map(([name, value]): [string, Json] => [`@${name}`, value]),
    ...(text === '' ? [] : [['#text', text] as [string, Json]]),
    ...[...children].map(([name, found]): [string, Json] => [name, found.length === 1 ? found[0]! : found]),
  ]);
}
