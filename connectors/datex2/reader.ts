import { childrenOf, type Json, type XmlElement, xmlToJson } from '../../src/sdk/index.ts';

/**
 * Reads one element and remembers what was read, so that what was not can be told. Every reading method marks what it
 * touches; `dropped` lists the rest.
 */
export interface Reader {
  /** Trimmed text at `a/b/c` or `a/@id`; the first child of each name is followed. Null = absent or empty. */
  text(element: XmlElement, path: string): string | null;
  /** Number at a path; text that is no number gives null and is listed as dropped. */
  number(element: XmlElement, path: string): number | null;
  /** `true` and `1`, `false` and `0`; anything else as `number` does. */
  boolean(element: XmlElement, path: string): boolean | null;
  /** Element with all below it, as it is. */
  keep(element: XmlElement): Json;
  /** Lists it with a reason, beside what was never read. */
  refuse(element: XmlElement, reason: string): void;
  /** Sorted, each once: paths of texts and attributes that nobody read. */
  dropped(): string[];
}

/** Says how to read the element, never what was observed. */
const PLUMBING = new Set(['xsi:type', 'xsi:nil', 'targetClass', 'lang', 'xml:lang', 'modelBaseVersion']);

export function createReader(...roots: XmlElement[]): Reader {
  const readTexts = new Set<XmlElement>();
  const readAttributes = new Map<XmlElement, Set<string>>();
  const keptWhole = new Set<XmlElement>();
  const refused = new Map<XmlElement, string>();

  const find = (
    element: XmlElement,
    path: string,
  ): { element: XmlElement; text: string | undefined } | null => {
    let found = element;
    for (const step of path === '' ? [] : path.split('/')) {
      if (step.startsWith('@')) {
        const names = readAttributes.get(found) ?? new Set();
        readAttributes.set(found, names.add(step.slice(1)));
        return { element: found, text: found.attributes[step.slice(1)] };
      }
      const [child] = childrenOf(found, step);
      if (!child) return null;
      found = child;
    }
    readTexts.add(found);
    return { element: found, text: found.text };
  };

  const reader: Reader = {
    text: (element, path) => find(element, path)?.text?.trim() || null,
    number(element, path) {
      const found = find(element, path);
      const written = found?.text?.trim();
      if (!found || !written) return null;
      if (/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(written) && Number.isFinite(Number(written)))
        return Number(written);
      reader.refuse(found.element, `${JSON.stringify(written.slice(0, 40))} is not a number`);
      return null;
    },
    boolean(element, path) {
      const found = find(element, path);
      const written = found?.text?.trim();
      if (!found || !written) return null;
      if (written === 'true' || written === '1') return true;
      if (written === 'false' || written === '0') return false;
      reader.refuse(found.element, `${JSON.stringify(written.slice(0, 40))} is not true or false`);
      return null;
    },
    keep(element) {
      keptWhole.add(element);
      return xmlToJson(element, 'kept');
    },
    refuse(element, reason) {
      refused.set(element, reason);
    },
    dropped() {
      const paths = new Set<string>();
      const walk = (element: XmlElement, path: string, isKept: boolean) => {
        const reason = refused.get(element);
        if (reason !== undefined) paths.add(`${path}: ${reason}`);
        const isWhole = isKept || keptWhole.has(element);
        if (!isWhole) {
          if (element.text.trim() !== '' && !readTexts.has(element)) paths.add(path);
          for (const name of Object.keys(element.attributes))
            if (!PLUMBING.has(name) && !readAttributes.get(element)?.has(name)) paths.add(`${path}/@${name}`);
        }
        for (const child of element.children) walk(child, `${path}/${child.name}`, isWhole);
      };
      for (const root of roots) walk(root, root.name, false);
      return [...paths].sort();
    },
  };
  return reader;
}

/** Local name of the element's `xsi:type` (`sit:SpeedManagement` → `SpeedManagement`). Null = it says none. */
export function typeOf(element: Pick<XmlElement, 'attributes'> | undefined): string | null {
  const type = element?.attributes['xsi:type'];
  return type === undefined ? null : type.slice(type.indexOf(':') + 1);
}
