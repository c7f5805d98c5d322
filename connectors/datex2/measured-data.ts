import { type Change, childOf, childrenOf, type Row, type XmlElement } from '../../src/sdk/index.ts';
import { placeOf, refused } from './place.ts';
import { createReader, type Reader, typeOf } from './reader.ts';
import type { RecordKind, Surroundings } from './record-kind.ts';
import { firstText } from './texts.ts';

/** Unit by the name of the element that holds the value (DATEX II v2.3 and v3 data type definitions). */
const UNITS: Record<string, string> = {
  speed: 'km/h',
  vehicleFlowRate: 'vehicles/h',
  pcuFlowRate: 'pcu/h',
  axleFlowRate: 'axles/h',
  percentage: '%',
  concentrationOfVehicles: 'vehicles/km',
  duration: 's',
  distance: 'm',
  temperature: 'Cel',
  precipitationIntensity: 'mm/h',
  windSpeed: 'km/h',
  humidity: '%',
};
/** Beside a value, about it. */
const ABOUT = new Set(['dataError', 'reasonForDataError', 'timeValue']);

const isTime = ({ name }: XmlElement) => /^measurementOrCalculat/.test(name);

/** The way to one quantity, without its neighbours: those are records of their own. */
interface Way {
  outer: XmlElement;
  data: XmlElement;
  quantity: XmlElement;
}

/** v2: `measuredValue[@index]/measuredValue/basicData/…`; v3: `physicalQuantity[@index]/basicData/…`. */
function waysIn(outer: XmlElement): Way[] {
  const others = outer.children.filter(({ name }) => name !== 'basicData' && name !== 'measuredValue');
  const here = childrenOf(outer, 'basicData').flatMap((data) =>
    data.children
      .filter((child) => !isTime(child))
      .map((quantity): Way => {
        const only = {
          ...data,
          children: data.children.filter((child) => child === quantity || isTime(child)),
        };
        return { outer: { ...outer, children: [only, ...others] }, data: only, quantity };
      }),
  );
  const within = childrenOf(outer, 'measuredValue').flatMap((inner) =>
    waysIn(inner).map((way): Way => ({ ...way, outer: { ...outer, children: [way.outer, ...others] } })),
  );
  return [...here, ...within];
}

function timeIn(reader: Reader, element: XmlElement): string | null {
  for (const name of [
    'measurementOrCalculationTime',
    'measurementOrCalculatedTime',
    'measurementTimeDefault',
  ]) {
    const found = reader.text(element, `${name}/timeValue`) ?? reader.text(element, name);
    if (found !== null) return found;
  }
  return null;
}

function valueFields(reader: Reader, quantity: XmlElement): Row {
  const holder = quantity.children.find((child) => child.children.length === 0 && !ABOUT.has(child.name));
  const unit = holder && UNITS[holder.name];
  const written = holder
    ? reader.text(holder, '')
    : quantity.children.length === 0
      ? reader.text(quantity, '')
      : null;
  return {
    value: holder && unit !== undefined ? reader.number(holder, '') : null,
    /** As printed; of states and codes the only value. */
    valueText: written,
    unit: unit ?? null,
    numberOfInputValues:
      reader.number(quantity, '@numberOfInputValuesUsed') ?? reader.number(quantity, '@numberOfInputValues'),
    numberOfIncompleteInputs: reader.number(quantity, '@numberOfIncompleteInputs'),
    standardDeviation: reader.number(quantity, '@standardDeviation'),
    quality: reader.number(quantity, '@supplierCalculatedDataQuality'),
    computationMethod: reader.text(quantity, '@computationalMethod'),
    dataError: reader.boolean(quantity, 'dataError') ?? false,
    dataErrorReason: firstText(reader, childOf(quantity, 'reasonForDataError')),
  };
}

function isValue({ name }: XmlElement): boolean {
  return name === 'measuredValue' || name === 'physicalQuantity';
}

function toChange(site: XmlElement, { outer, data, quantity }: Way, around: Surroundings): Change {
  const reader = createReader(site, outer);
  const siteId = reader.text(site, 'measurementSiteReference/@id');
  const byDefault = timeIn(reader, site);
  const time = timeIn(reader, data) ?? timeIn(reader, outer) ?? byDefault;
  const row: Row = {
    siteId,
    siteVersion: reader.text(site, 'measurementSiteReference/@version'),
    index: reader.text(outer, '@index') ?? '',
    type: typeOf(data) ?? '',
    quantity: quantity.name,
    time,
    ...valueFields(reader, quantity),
    publicationTime: around.publicationTime,
  };
  if (siteId === null) return refused(quantity, 'the measured site has no id', 'key-missing', 'siteId');
  if (time === null) return refused(quantity, 'the measured value has no time', 'key-missing', 'time');
  return { op: 'put', data: { ...row, _dropped: reader.dropped() }, src: placeOf(quantity, time) };
}

/** One change per measured quantity. What belongs to the site and was not read is listed at each of them. */
function toChanges(site: XmlElement, around: Surroundings): Change[] {
  const values = site.children.filter(isValue);
  const others = { ...site, children: site.children.filter((child) => !isValue(child)) };
  if (values.length === 0)
    return [refused(site, 'the measured site has no value', 'empty-site', 'measuredValue')];
  return values.flatMap((value) => {
    const ways = waysIn(value);
    if (ways.length === 0) return [refused(value, 'the measured value is empty', 'empty-value', 'basicData')];
    return ways.map((way) => toChange(others, way, around));
  });
}

const text = { type: ['string', 'null'] };
const number = { type: ['number', 'null'] };

/** Measured values. A value holds for its time for ever, so that none is retired by the next publication. */
export const measuredData: RecordKind = {
  publication: 'MeasuredDataPublication',
  split: (name) => name === 'siteMeasurements',
  key: ['siteId', 'index', 'type', 'quantity', 'time'],
  deletes: 'none',
  properties: {
    siteId: { type: 'string' },
    siteVersion: text,
    index: { type: 'string' },
    type: { type: 'string' },
    quantity: { type: 'string' },
    time: { type: 'string' },
    value: number,
    valueText: text,
    unit: text,
    numberOfInputValues: number,
    numberOfIncompleteInputs: number,
    standardDeviation: number,
    quality: number,
    computationMethod: text,
    dataError: { type: 'boolean' },
    dataErrorReason: text,
    publicationTime: text,
  },
  toChanges,
};
