/** XML that is larger than memory, from sources that are not trusted. */

export { childOf, childrenOf, textAt, type XmlElement } from './element.ts';
export { type SplitXmlOptions, splitXml } from './split-xml.ts';
export { isNil, xmlToJson } from './to-json.ts';
