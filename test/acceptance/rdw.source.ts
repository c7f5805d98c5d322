import { defineSource, env, type Row, type SourceDefinition, values } from '../../src/sdk/index.ts';

const NO_VALUE = new Set(['N.v.t.', 'Niet geregistreerd']);
const readText = (value: unknown) => (NO_VALUE.has(String(value)) ? null : values.text(value));
/** The register writes an unknown measure as 0. */
const readMeasure = (value: unknown) => values.integer(value) || null;
/** `yyyymmdd`. */
const readDay = (value: unknown) =>
  values.civilDate(values.text(value)?.replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3'));

const readKind = values.code({
  Personenauto: 'CAR',
  Bedrijfsauto: 'TRUCK',
  Bus: 'BUS',
  Motorfiets: 'MOTORCYCLE',
  Bromfiets: 'MOPED',
  Aanhangwagen: 'TRAILER',
  Oplegger: 'SEMI_TRAILER',
} as const);
const GROUPS = {
  CAR: 'CAR',
  TRUCK: 'CAR',
  BUS: 'CAR',
  MOTORCYCLE: 'MOTORCYCLE',
  MOPED: 'MOTORCYCLE',
  TRAILER: 'TRAILER',
  SEMI_TRAILER: 'TRAILER',
} as const;

/** `Gekentekende voertuigen` → vehicle, with a plate issued abroad: its owner and colour are not told. */
function mapVehicle(raw: Row): Row {
  const vehicleType = readKind(raw.voertuigsoort);
  return {
    vehiclePlateIdentifier: values.text(raw.kenteken),
    vehicleType,
    vehicleGroup: vehicleType && GROUPS[vehicleType],
    plateColour: 'OTHER',
    plateKind: 'FOREIGN',
    make: readText(raw.merk),
    model: readText(raw.handelsbenaming),
    colour: readText(raw.eerste_kleur),
    dateVehicleFirstRegistered: readDay(raw.datum_eerste_toelating),
    seatCount: readMeasure(raw.aantal_zitplaatsen),
    kerbMassKg: readMeasure(raw.massa_ledig_voertuig),
    grossMassKg: readMeasure(raw.toegestane_maximum_massa_voertuig),
    payloadKg: readMeasure(raw.laadvermogen),
    cylinderCapacityCc: readMeasure(raw.cilinderinhoud),
    status: raw.export_indicator === 'Ja' ? 'DEREGISTERED' : 'ACTIVE',
    inspectionValidUntil: readDay(raw.vervaldatum_apk),
  };
}

/** Open data of the Dutch vehicle authority (RDW, CC0), as its interface pages it: `$limit` and `$offset`. */
export const rdwSource: SourceDefinition = defineSource({
  name: 'rdw',
  titleVi: 'Đăng ký xe Hà Lan (RDW)',
  titleEn: 'Dutch vehicle register (RDW)',
  owner: 'NL/GOV/RDW/OPEN-DATA',
  channel: 'DIRECT_LAB',
  connector: 'rest',
  config: {
    baseUrl: env('RDW_URL'),
    datasets: [
      {
        name: 'voertuigen',
        path: 'resource/m9d7-ebf2.json',
        key: ['kenteken'],
        sizeParam: '$limit',
        pageSize: 1,
        pagination: { type: 'offset', param: '$offset' },
      },
    ],
  },
  bindings: [{ from: 'voertuigen', to: 'vehicle', mode: 'sync', map: mapVehicle }],
});
