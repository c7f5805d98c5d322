import type { Json, XmlElement } from '../../src/sdk/index.ts';

/**
 * An element as it is: text alone when it has no attributes and no children; else an object with `@name` for attributes,
 * `#text`, and the children by local name (an array where a name comes more than once).
 */
export function toJson(element: XmlElement): Json {
  const text = element.text.trim();
  const attributes = Object.entries(element.attributes);
  if (attributes.length === 0 && element.children.length === 0) return text;
  const children = new Map<string, Json[]>();
  for (const child of element.children) {
    const same = children.get(child.name);
    if (same) same.push(toJson(child));
    else children.set(child.name, [toJson(child)]);
  }
  return Object.fromEntries([
    ...attributes.map(([name, value]): [string, Json] => [`@${name}`, value]),
    ...(text === '' ? [] : [['#text', text] as [string, Json]]),
    ...[...children].map(([name, found]): [string, Json] => [name, found.length === 1 ? found[0]! : found]),
  ]);
}
