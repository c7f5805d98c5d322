import { childOf, childrenOf, type XmlElement } from '../../src/sdk/index.ts';
import { LOCATION_SCHEMA, readLocation } from './location.ts';
import { placeOf, refused } from './place.ts';
import { createReader } from './reader.ts';
import type { RecordKind } from './record-kind.ts';
import { firstText, textsIn } from './texts.ts';

const text = { type: ['string', 'null'] };

/** Elements that say where a site is: v2 `measurementSiteLocation`, v3 the same or `measurementSiteLocationReference`. */
const isPlace = ({ name }: XmlElement) => /^measurementSiteLocation/.test(name);

/** v2 `measurementSiteRecord`, v3 `measurementSite`. */
export const measurementSite: RecordKind = {
  publication: 'MeasurementSiteTablePublication',
  split: (name) => name === 'measurementSiteRecord' || name === 'measurementSite',
  key: ['id'],
  deletes: 'snapshot',
  properties: {
    id: { type: 'string' },
    version: text,
    name: text,
    names: { type: 'array' },
    versionTime: text,
    identification: text,
    side: text,
    lanes: { type: ['number', 'null'] },
    computationMethod: text,
    equipmentType: text,
    characteristics: { type: 'array' },
    tableId: text,
    tableVersion: text,
    ...LOCATION_SCHEMA,
  },
  toChanges(site, { tableId, tableVersion }) {
    const reader = createReader(site);
    const id = reader.text(site, '@id');
    if (id === null) return [refused(site, 'the site has no id', 'key-missing', 'id')];
    const names = textsIn(reader, childOf(site, 'measurementSiteName'));
    const versionTime =
      reader.text(site, 'measurementSiteRecordVersionTime') ??
      reader.text(site, 'measurementSiteVersionTime');
    const data = {
      id,
      version: reader.text(site, '@version'),
      name: names[0]?.text ?? null,
      names,
      versionTime,
      identification: reader.text(site, 'measurementSiteIdentification'),
      side: reader.text(site, 'measurementSide'),
      lanes: reader.number(site, 'measurementSiteNumberOfLanes'),
      computationMethod: reader.text(site, 'computationMethod'),
      equipmentType: firstText(reader, childOf(site, 'measurementEquipmentTypeUsed')),
      characteristics: childrenOf(site, 'measurementSpecificCharacteristics').map((found) =>
        reader.keep(found),
      ),
      tableId,
      tableVersion,
      ...readLocation(reader, site.children.filter(isPlace)),
    };
    return [{ op: 'put', data: { ...data, _dropped: reader.dropped() }, src: placeOf(site, versionTime) }];
  },
};
