import { childOf, childrenOf, type Json, type XmlElement } from '../../src/sdk/index.ts';
import { LOCATION_SCHEMA, readLocation } from './location.ts';
import { placeOf, refused } from './place.ts';
import { createReader, type Reader, typeOf } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import { firstText, textsIn } from './texts.ts';
import { readValidity, VALIDITY_SCHEMA } from './validity.ts';

const text = { type: ['string', 'null'] };

/** Elements of a name anywhere below, in document order. */
function allBelow(element: XmlElement, name: string): XmlElement[] {
  return element.children.flatMap((child) => (child.name === name ? [child] : allBelow(child, name)));
}

/** What is regulated and under which conditions; the tree of conditions is kept as it is: its logic is the order's. */
function regulationOf(reader: Reader, regulation: XmlElement): { [key: string]: Json } {
  const type = childOf(regulation, 'typeOfRegulation');
  return {
    status: reader.text(regulation, 'status'),
    type: typeOf(type),
    restriction: type ? reader.keep(type) : null,
    vehicleTypes: [...new Set(allBelow(regulation, 'vehicleType').map((found) => found.text.trim()))],
    conditions: childrenOf(regulation, 'condition').map((condition) => reader.keep(condition)),
  };
}

/** `trafficRegulationOrder` of a v3 TrafficRegulationPublication. `geometry` covers all places of all its regulations. */
export const trafficRegulationOrder: RecordKind = {
  publication: 'TrafficRegulationPublication',
  split: (name) => name === 'trafficRegulationOrder',
  key: ['id'],
  deletes: 'snapshot',
  properties: {
    id: { type: 'string' },
    version: text,
    regulationId: text,
    status: text,
    description: text,
    descriptions: { type: 'array' },
    issuingAuthority: text,
    regulations: { type: 'array' },
    extension: {},
    publicationTime: text,
    ...VALIDITY_SCHEMA,
    ...LOCATION_SCHEMA,
  },
  toChanges(order, { publicationTime }) {
    const reader = createReader(order);
    const id = reader.text(order, '@id');
    if (id === null) return [refused(order, 'the order has no id', 'key-missing', 'id')];
    const descriptions = textsIn(reader, childOf(order, 'description'));
    const extension = childOf(order, '_trafficRegulationOrderExtension');
    const data = {
      id,
      version: reader.text(order, '@version'),
      regulationId: reader.text(order, 'regulationId'),
      status: reader.text(order, 'status'),
      description: descriptions[0]?.text ?? null,
      descriptions,
      issuingAuthority: firstText(reader, childOf(order, 'issuingAuthority')),
      regulations: childrenOf(order, 'trafficRegulation').map((found) => regulationOf(reader, found)),
      extension: extension ? reader.keep(extension) : null,
      publicationTime,
      ...readValidity(reader, childOf(order, 'validityByOrder')),
      ...readLocation(reader, allBelow(order, 'locationByOrder')),
    };
    return [
      { op: 'put', data: { ...data, _dropped: reader.dropped() }, src: placeOf(order, publicationTime) },
    ];
  },
};
