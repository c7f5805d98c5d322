import type { XmlElement } from '../../src/sdk/index.ts';
import type { Reader } from './reader.ts';

export interface LanguageText {
  /** As the source writes it (`nl`, `fre`); null = the publication's own. */
  lang: string | null;
  text: string;
}

/** Every `value` of a multilingual string (`…/values/value[@lang]`) at or below an element, in document order. */
export function textsIn(reader: Reader, element: XmlElement | undefined): LanguageText[] {
  if (!element) return [];
  if (element.name === 'value' || (element.children.length === 0 && element.text.trim() !== '')) {
    const text = reader.text(element, '');
    return text === null ? [] : [{ lang: reader.text(element, '@lang'), text }];
  }
  return element.children
    .filter((child) => child.name === 'values' || child.name === 'value')
    .flatMap((child) => textsIn(reader, child));
}

/** First text, whatever its language; null = none. */
export function firstText(reader: Reader, element: XmlElement | undefined): string | null {
  return textsIn(reader, element)[0]?.text ?? null;
}
