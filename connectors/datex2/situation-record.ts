import {
  type Change,
  childOf,
  childrenOf,
  type Json,
  type Row,
  type XmlElement,
} from '../../src/sdk/index.ts';
import { LOCATION_SCHEMA, readLocation } from './location.ts';
import { placeOf, refused } from './place.ts';
import { createReader, type Reader, typeOf } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import { firstText, textsIn } from './texts.ts';
import { readValidity, VALIDITY_SCHEMA } from './validity.ts';

const text = { type: ['string', 'null'] };
const number = { type: ['number', 'null'] };
const flag = { type: ['boolean', 'null'] };

const COMMENTS = ['generalPublicComment', 'nonGeneralPublicComment'];

function commentsOf(reader: Reader, record: XmlElement): Json[] {
  return COMMENTS.flatMap((kind) =>
    childrenOf(record, kind).flatMap((holder) =>
      textsIn(reader, childOf(holder, 'comment')).map(({ lang, text }) => ({
        kind,
        type: reader.text(holder, 'commentType'),
        lang,
        text,
      })),
    ),
  );
}

/** Direct leaf children that have no field of their own: what the record's type adds (`roadMaintenanceType`, …). */
function detailsOf(reader: Reader, record: XmlElement, own: ReadonlySet<string>): Row {
  const details = new Map<string, string[]>();
  for (const child of record.children) {
    if (own.has(child.name) || child.children.length > 0) continue;
    const value = reader.text(child, '');
    if (value !== null) details.set(child.name, [...(details.get(child.name) ?? []), value]);
  }
  return Object.fromEntries([...details].map(([name, all]) => [name, all.length === 1 ? all[0] : all]));
}

const OWN = new Set(
  `situationRecordCreationReference situationRecordCreationTime situationRecordObservationTime situationRecordVersionTime
   situationRecordFirstSupplierVersionTime confidentialityOverride probabilityOfOccurrence severity safetyRelatedMessage
   temporarySpeedLimit`.split(/\s+/),
);

/** Of the situation, the same for all its records. */
function situationFields(reader: Reader, situation: XmlElement): Row {
  return {
    situationId: reader.text(situation, '@id'),
    situationVersion: reader.text(situation, '@version'),
    situationVersionTime: reader.text(situation, 'situationVersionTime'),
    overallSeverity: reader.text(situation, 'overallSeverity'),
    confidentiality: reader.text(situation, 'headerInformation/confidentiality'),
    informationStatus: reader.text(situation, 'headerInformation/informationStatus'),
    relatedSituations: childrenOf(situation, 'relatedSituation')
      .map((related) => reader.text(related, 'objectReference/@id') ?? reader.text(related, '@id'))
      .filter((id) => id !== null),
  };
}

function recordFields(reader: Reader, record: XmlElement): Row {
  const causes = childOf(record, 'cause');
  return {
    id: reader.text(record, '@id'),
    version: reader.text(record, '@version'),
    type: typeOf(record),
    creationReference: reader.text(record, 'situationRecordCreationReference'),
    creationTime: reader.text(record, 'situationRecordCreationTime'),
    observationTime: reader.text(record, 'situationRecordObservationTime'),
    versionTime: reader.text(record, 'situationRecordVersionTime'),
    firstSupplierVersionTime: reader.text(record, 'situationRecordFirstSupplierVersionTime'),
    severity: reader.text(record, 'severity'),
    probability: reader.text(record, 'probabilityOfOccurrence'),
    safetyRelated: reader.boolean(record, 'safetyRelatedMessage'),
    cancelled: reader.boolean(record, 'management/lifeCycleManagement/cancel'),
    ended: reader.boolean(record, 'management/lifeCycleManagement/end'),
    sourceName: firstText(reader, childOf(childOf(record, 'source') ?? record, 'sourceName')),
    sourceIdentification: reader.text(record, 'source/sourceIdentification'),
    sourceType: reader.text(record, 'source/sourceType'),
    causeType: reader.text(record, 'cause/causeType'),
    causeDescription: firstText(reader, causes && childOf(causes, 'causeDescription')),
    comments: commentsOf(reader, record),
    lanesRestricted: reader.number(record, 'impact/numberOfLanesRestricted'),
    lanesOperational: reader.number(record, 'impact/numberOfOperationalLanes'),
    lanesOriginal: reader.number(record, 'impact/originalNumberOfLanes'),
    capacityRemaining: reader.number(record, 'impact/capacityRemaining'),
    trafficConstriction: reader.text(record, 'impact/trafficConstrictionType'),
    delay: delayOf(reader, record),
    /** km/h. */
    speedLimit: reader.number(record, 'temporarySpeedLimit'),
    ...readValidity(reader, childOf(record, 'validity')),
    ...readLocation(reader, [
      ...childrenOf(record, 'locationReference'),
      ...childrenOf(record, 'groupOfLocations'),
    ]),
    details: detailsOf(reader, record, OWN),
  };
}

function delayOf(reader: Reader, record: XmlElement): Json {
  const impact = childOf(record, 'impact');
  const delays = impact && childOf(impact, 'delays');
  return delays ? reader.keep(delays) : null;
}

/** One change per record of a situation; a record without id is refused, its neighbours stay. */
function toChanges(situation: XmlElement): Change[] {
  const records = childrenOf(situation, 'situationRecord');
  const others = {
    ...situation,
    children: situation.children.filter(({ name }) => name !== 'situationRecord'),
  };
  if (records.length === 0)
    return [refused(situation, 'the situation has no record', 'empty-situation', 'situationRecord')];
  return records.map((record): Change => {
    const reader = createReader(others, record);
    const data: Row = { ...situationFields(reader, others), ...recordFields(reader, record) };
    if (data.situationId === null)
      return refused(record, 'its situation has no id', 'key-missing', 'situationId');
    if (data.id === null) return refused(record, 'the record has no id', 'key-missing', 'id');
    return {
      op: 'put',
      data: { ...data, _dropped: reader.dropped() },
      src: placeOf(record, data.versionTime),
    };
  });
}

/** `situationRecord` of a SituationPublication; SRTI messages are such records with `safetyRelated`. */
export const situationRecord: RecordKind = {
  publication: 'SituationPublication',
  split: (name) => name === 'situation',
  key: ['situationId', 'id'],
  deletes: 'snapshot',
  properties: {
    situationId: { type: 'string' },
    id: { type: 'string' },
    ...Object.fromEntries(
      `version type creationReference creationTime observationTime versionTime firstSupplierVersionTime severity probability
       sourceName sourceIdentification sourceType causeType causeDescription trafficConstriction situationVersion
       situationVersionTime overallSeverity confidentiality informationStatus`
        .split(/\s+/)
        .map((name) => [name, text]),
    ),
    ...Object.fromEntries(
      'lanesRestricted lanesOperational lanesOriginal capacityRemaining speedLimit'
        .split(' ')
        .map((name) => [name, number]),
    ),
    safetyRelated: flag,
    cancelled: flag,
    ended: flag,
    relatedSituations: { type: 'array', items: { type: 'string' } },
    comments: { type: 'array' },
    delay: {},
    ...VALIDITY_SCHEMA,
    ...LOCATION_SCHEMA,
    details: { type: 'object' },
  },
  toChanges,
};
