import { ConnectorError } from '../../src/sdk/index.ts';

const REFERENCES: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // As they stand, a parser would make them spaces or line feeds (XML 1.0 §2.11, §3.3.3).
  '\r': '&#13;',
  '\n': '&#10;',
  '\t': '&#9;',
};

/** Characters that XML 1.0 §2.2 has no way to write, not even as a reference. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones meant
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u;

export function isWritable(text: string): boolean {
  return !UNWRITABLE.test(text);
}

/** Text as it stands in XML, in an element or an attribute. Throws `unsupported` for what XML cannot hold. */
export function toXmlText(text: string): string {
  if (!isWritable(text))
    throw new ConnectorError('unsupported', 'a value holds characters that XML cannot hold');
  return text.replace(/[&<>"'\r\n\t]/g, (found) => REFERENCES[found]!);
}
