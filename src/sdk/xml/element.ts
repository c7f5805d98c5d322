/** One element with everything below it, as the document writes it. */
export interface XmlElement {
  /** Local name, without prefix. */
  name: string;
  /** Namespace URI; `''` = none. */
  ns: string;
  /**
   * Value by local name; attributes of a namespace keep their prefix. `xsi:`, `xlink:`, `gml:` and `xml:` are called so
   * whatever prefix the document chose. Namespace declarations are left out. Has no prototype: any name may be asked.
   */
  attributes: Record<string, string>;
  children: XmlElement[];
  /** Own text and CDATA in document order, untrimmed; `''` when it is nothing but the white space between children. */
  text: string;
  /** Where its start tag stands, both from 1; column 1 when a line break follows the name. */
  line: number;
  column: number;
}

/** First child of that local name. */
export function childOf(element: XmlElement, name: string): XmlElement | undefined {
  return element.children.find((child) => child.name === name);
}

/** All children of that local name, in document order. */
export function childrenOf(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/**
 * Trimmed text at a path of local names (`'a/b/c'`; `''` = the element itself; a last step `@name` is an attribute).
 * The first child of each name is followed. Undefined when a step is missing.
 */
export function textAt(element: XmlElement, path: string): string | undefined {
  let found: XmlElement | undefined = element;
  for (const step of path === '' ? [] : path.split('/')) {
    if (step.startsWith('@')) return found.attributes[step.slice(1)];
    found = childOf(found, step);
    if (!found) return undefined;
  }
  return found.text.trim();
}
