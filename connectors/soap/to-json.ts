import type { Json, XmlElement } from '../../src/sdk/index.ts';

/** `xsi:nil`: the element is there and has no value (XML Schema part 1 §2.6.2). */
export function isNil({ attributes }: XmlElement): boolean {
  const said = attributes['xsi:nil'];
  return said === 'true' || said === '1';
}

/**
 * An element as it is: null when it is nil; its trimmed text when it has neither attributes nor children; else an object
 * with `@name` for attributes, `#text`, and children by local name (a list where a name comes more than once).
 */
export function toJson(element: XmlElement): Json {
  if (isNil(element)) return null;
  const text = element.text.trim();
  // How the text is typed, not what it says.
  const attributes = Object.entries(element.attributes).filter(([name]) => !name.startsWith('xsi:'));
  if (attributes.length === 0 && element.children.length === 0) return text;
  const children = new Map<string, Json[]>();
  for (const child of element.children) {
    const same = children.get(child.name);
    if (same) same.push(toJson(child));
    else children.set(child.name, [toJson(child)]);
  }
  // Entries, because an element may be called `__proto__`.
  return Object.fromEntries([
    ...attributes.map(([name, value]): [string, Json] => [`@${name}`, value]),
    ...(text === '' ? [] : [['#text', text] as [string, Json]]),
    ...[...children].map(([name, found]): [string, Json] => [name, found.length === 1 ? found[0]! : found]),
  ]);
}
