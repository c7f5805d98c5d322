import type { Change, Origin, XmlElement } from '../../src/sdk/index.ts';

/** Line and column of an element, and when the source made what it says. */
export function placeOf(element: XmlElement, at: unknown = null): Origin {
  return { pos: `${element.line}:${element.column}`, ...(typeof at === 'string' ? { at } : {}) };
}

/** A record that cannot be used; only its name and id are repeated, the document is there to be looked at. */
export function refused(element: XmlElement, reason: string, code: string, field: string): Change {
  const raw = { element: element.name, id: element.attributes.id ?? null };
  return { op: 'bad', raw, reason, code, field, src: placeOf(element) };
}
