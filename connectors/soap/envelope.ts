import type { Json } from '../../src/sdk/index.ts';
import type { SoapConfig, SoapVersion } from './config.ts';
import { toXmlText } from './xml-text.ts';

/** SOAP 1.1 §4.1.2, SOAP 1.2 part 1 §5.1. */
export const ENVELOPE_NAMESPACES: Record<SoapVersion, string> = {
  '1.1': 'http://schemas.xmlsoap.org/soap/envelope/',
  '1.2': 'http://www.w3.org/2003/05/soap-envelope',
};

const textOf = (value: Json) => toXmlText(value === null ? '' : String(value));

/** `@name` members are attributes, `#text` is text, a list is the element several times, everything else a child. */
function toElement(tag: string, value: Json, qualify: (name: string) => string, declared = ''): string {
  if (value === null || typeof value !== 'object') return `<${tag}>${textOf(value)}</${tag}>`;
  let attributes = declared;
  let content = '';
  for (const [name, said] of Object.entries(value)) {
    if (name.startsWith('@')) attributes += ` ${name.slice(1)}="${textOf(said)}"`;
    else if (name === '#text') content += textOf(said);
    else
      for (const one of Array.isArray(said) ? said : [said])
        content += toElement(qualify(name), one, qualify);
  }
  return `<${tag}${attributes}>${content}</${tag}>`;
}

/** The operation's element with its filled parameters. */
function toOperation(config: SoapConfig, operation: string, parameters: { [name: string]: Json }): string {
  const isQualified = config.elementForm === 'qualified';
  // A name with a prefix of its own stays as it is: its namespace is declared by an `@xmlns:` attribute.
  const qualify = (name: string) => (isQualified && !name.includes(':') ? `m:${name}` : name);
  return toElement(`m:${operation}`, parameters, qualify, ` xmlns:m="${toXmlText(config.namespace)}"`);
}

export function toEnvelope(
  config: SoapConfig,
  message: { headers: string[]; operation: string; parameters: { [name: string]: Json } },
): string {
  const header = message.headers.length > 0 ? `<soap:Header>${message.headers.join('')}</soap:Header>` : '';
  const body = toOperation(config, message.operation, message.parameters);
  const namespace = ENVELOPE_NAMESPACES[config.soapVersion];
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="${namespace}">${header}<soap:Body>${body}</soap:Body></soap:Envelope>`;
}
