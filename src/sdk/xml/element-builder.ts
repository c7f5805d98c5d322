import { SaxesParser, type SaxesTagNS } from 'saxes';
import { ConnectorError } from '../contract.ts';
import type { XmlElement } from './element.ts';
import type { XmlLimits } from './limits.ts';

/** Start tag or whole of an element that no one asked to build. */
export interface OtherElement {
  name: string;
  /** Namespace URI; `''` = none. */
  ns: string;
  /** Local names from the root down to this element. */
  path: string[];
  attributes: Record<string, string>;
  /** Own text, untrimmed; of an element with split elements below it, at most its own. */
  text: string;
}

export interface BuilderOptions {
  split: (name: string, path: readonly string[]) => boolean;
  limits: Required<XmlLimits>;
  onOpen?: (element: Omit<OtherElement, 'text'>) => void;
  onOther?: (element: OtherElement) => void;
}

export interface ElementBuilder {
  /** Throws ConnectorError `drift`; what was whole before it can still be taken. */
  write(text: string): void;
  /** Whole split elements since the last call. */
  take(): XmlElement[];
  isRootClosed(): boolean;
  place(): string;
}

const PREFIXES: Record<string, string> = {
  'http://www.w3.org/2001/XMLSchema-instance': 'xsi',
  'http://www.w3.org/1999/xlink': 'xlink',
  'http://www.w3.org/XML/1998/namespace': 'xml',
};
/** SOAP services in wide use write `xsi:nil` without declaring `xsi`; what it means is beyond doubt. */
const TAKEN_FOR_GRANTED = { xsi: 'http://www.w3.org/2001/XMLSchema-instance' };
const XMLNS = 'http://www.w3.org/2000/xmlns/';
const GML = /^http:\/\/www\.opengis\.net\/gml(\/|$)/;

function attributesOf(tag: SaxesTagNS): Record<string, string> {
  const attributes: Record<string, string> = Object.create(null);
  for (const { name, local, prefix, uri, value } of Object.values(tag.attributes)) {
    if (uri === XMLNS) continue;
    const known = PREFIXES[uri] ?? (GML.test(uri) ? 'gml' : prefix);
    attributes[uri === '' ? name : `${known}:${local}`] = value;
  }
  return attributes;
}

type Frame = { element: XmlElement; isBuilt: boolean };

/** Builds the elements that `split` accepts and forgets all others as they close. */
export function createElementBuilder({ split, limits, onOpen, onOther }: BuilderOptions): ElementBuilder {
  const parser = new SaxesParser({ xmlns: true, additionalNamespaces: TAKEN_FOR_GRANTED });
  const open: Frame[] = [];
  const path: string[] = [];
  let whole: XmlElement[] = [];
  let attributes = 0;
  let start = { line: 1, column: 1 };
  /** Of the split element under way. */
  let splitDepth = 0;
  let splitFrom = 0;
  let elements = 0;
  let lastEvent = 0;
  let otherText = 0;
  let closedAt = -1;
  let isRootClosed = false;

  const place = () => `line ${parser.line}, column ${parser.columnIndex + 1}`;
  const refuse = (reason: string): never => {
    throw new ConnectorError('drift', `${place()}: ${reason}`);
  };
  const seen = () => {
    lastEvent = parser.position;
  };
  const keepText = (text: string) => {
    seen();
    const top = open.at(-1);
    if (!top) return;
    // Between split elements only white space is expected; what nobody asked for must not pile up.
    if (!top.isBuilt) {
      if (!onOther || text.trim() === '') return;
      otherText += text.length;
      if (otherText > limits.maxElementBytes)
        refuse(`text outside records exceeds ${limits.maxElementBytes} characters`);
    }
    top.element.text += text;
  };

  parser.on('error', (error) => {
    // A wrong end tag closes the element first and is found out afterwards: what it closed was not whole.
    if (closedAt === parser.position) whole.pop();
    refuse(`not well-formed XML: ${error.message.replace(/^\S*\d+:\d+: /, '')}`);
  });
  parser.on('doctype', () =>
    refuse('a DOCTYPE is refused: entities it declares may be bombs or reach outside'),
  );
  parser.on('comment', seen);
  parser.on('processinginstruction', seen);
  parser.on('text', keepText);
  parser.on('cdata', keepText);
  parser.on('opentagstart', (tag) => {
    seen();
    attributes = 0;
    // The parser has read one character past the name; when that was a line break, the tag stands on the line before.
    const column = parser.columnIndex - tag.name.length - 1;
    start = column > 0 ? { line: parser.line, column } : { line: parser.line - 1, column: 1 };
    if (open.length >= limits.maxDepth) refuse(`elements lie more than ${limits.maxDepth} deep`);
  });
  parser.on('attribute', () => {
    attributes += 1;
    if (attributes > limits.maxAttributes)
      refuse(`an element has more than ${limits.maxAttributes} attributes`);
  });
  parser.on('opentag', (tag) => {
    seen();
    path.push(tag.local);
    const element: XmlElement = {
      name: tag.local,
      ns: tag.uri,
      attributes: attributesOf(tag),
      children: [],
      text: '',
      ...start,
    };
    const isBuilt = splitDepth > 0 || split(tag.local, path);
    if (isBuilt) {
      if (splitDepth === 0) {
        splitDepth = path.length;
        splitFrom = parser.position;
        elements = 0;
      } else open.at(-1)!.element.children.push(element);
      elements += 1;
      if (elements > limits.maxElements) refuse(`a record has more than ${limits.maxElements} elements`);
    } else onOpen?.({ name: tag.local, ns: tag.uri, path: [...path], attributes: element.attributes });
    open.push({ element, isBuilt });
  });
  parser.on('closetag', () => {
    seen();
    const { element, isBuilt } = open.pop()!;
    if (element.children.length > 0 && element.text.trim() === '') element.text = '';
    if (splitDepth === path.length) {
      whole.push(element);
      closedAt = parser.position;
      splitDepth = 0;
    }
    if (!isBuilt) {
      onOther?.({
        name: element.name,
        ns: element.ns,
        path: [...path],
        attributes: element.attributes,
        text: element.text,
      });
      otherText -= element.text.length;
    }
    path.pop();
    if (path.length === 0) isRootClosed = true;
  });

  return {
    place,
    write(text) {
      parser.write(text);
      const { position } = parser;
      if (position > limits.maxBytes) refuse(`the document exceeds ${limits.maxBytes} characters`);
      if (position - lastEvent > limits.maxElementBytes)
        refuse(`one tag or text exceeds ${limits.maxElementBytes} characters`);
      if (splitDepth > 0 && position - splitFrom > limits.maxElementBytes)
        refuse(`a record exceeds ${limits.maxElementBytes} characters`);
    },
    take() {
      const taken = whole;
      whole = [];
      return taken;
    },
    isRootClosed: () => isRootClosed,
  };
}
