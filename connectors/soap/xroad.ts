import { ConnectorError, textAt, type XmlElement } from '../../src/sdk/index.ts';
import type { XRoad, XRoadMember } from './config.ts';
import { toXmlText } from './xml-text.ts';

/** X-Road: Message Protocol v4.0 (PR-MESS) §2.2. */
const XROAD = 'http://x-road.eu/xsd/xroad.xsd';
const IDENTIFIERS = 'http://x-road.eu/xsd/identifiers';

/** What one message is known by; the answer has to say the same. */
export interface XRoadMessage {
  id: string;
  service: XRoadMember & { serviceCode: string; serviceVersion?: string };
}

const IDENTIFIER_PARTS = [
  'xRoadInstance',
  'memberClass',
  'memberCode',
  'subsystemCode',
  'serviceCode',
  'serviceVersion',
] as const;

type Identifier = Partial<Record<(typeof IDENTIFIER_PARTS)[number], string>>;

function toIdentifier(name: string, objectType: string, identifier: Identifier): string {
  const parts = IDENTIFIER_PARTS.map((part) => {
    const value = identifier[part];
    return value === undefined ? '' : `<id:${part}>${toXmlText(value)}</id:${part}>`;
  });
  return `<xroad:${name} xmlns:xroad="${XROAD}" xmlns:id="${IDENTIFIERS}" id:objectType="${objectType}">${parts.join('')}</xroad:${name}>`;
}

const toText = (name: string, value: string) =>
  `<xroad:${name} xmlns:xroad="${XROAD}">${toXmlText(value)}</xroad:${name}>`;

/** Header blocks of a request. */
export function toXRoadHeaders({ client, userId, issue }: XRoad, { id, service }: XRoadMessage): string[] {
  return [
    toIdentifier('client', client.subsystemCode === undefined ? 'MEMBER' : 'SUBSYSTEM', client),
    toIdentifier('service', 'SERVICE', service),
    toText('id', id),
    ...(userId === undefined ? [] : [toText('userId', userId)]),
    ...(issue === undefined ? [] : [toText('issue', issue)]),
    toText('protocolVersion', '4.0'),
  ];
}

const textOf = (block: XmlElement | undefined) => block && textAt(block, '');

/** Header blocks of an answer by local name, those of X-Road. */
export type XRoadBlocks = ReadonlyMap<string, XmlElement>;

export const isXRoadBlock = ({ ns }: XmlElement) => ns === XROAD;

/** Throws `drift` when the header is not the one of this question: its data may be somebody else's. */
export function assertAnswers(blocks: XRoadBlocks, { id, service }: XRoadMessage): void {
  const said = blocks.get('service');
  const other = said && IDENTIFIER_PARTS.find((part) => textAt(said, part) !== service[part]);
  const reason =
    textOf(blocks.get('id')) !== id
      ? `has the id of another message or none`
      : said === undefined
        ? 'names no service'
        : other && `names another service: its ${other} is "${textAt(said, other) ?? ''}"`;
  if (reason !== undefined) throw new ConnectorError('drift', `the X-Road header ${reason}`);
}
