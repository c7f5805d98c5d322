import {
  ConnectorError,
  childOf,
  childrenOf,
  splitXml,
  textAt,
  type XmlElement,
} from '../../../src/sdk/index.ts';
import { exceptionError } from '../exception-report.ts';

/** What a WFS says of itself and of one feature type. */
export interface Capabilities {
  /** Spelling of an output format that is GeoJSON, if one is offered. */
  geoJsonFormat?: string;
  /** `startIndex` and `count` are understood. */
  hasPaging: boolean;
  /** Type name → its reference system, as spelled. */
  types: ReadonlyMap<string, string | undefined>;
}

const isGeoJson = (format: string) => /geo\+?json|^json$|^application\/json\b/i.test(format);

function valuesOf(parameter: XmlElement | undefined): string[] {
  const holder = parameter && (childOf(parameter, 'AllowedValues') ?? parameter);
  return holder ? childrenOf(holder, 'Value').map((value) => value.text.trim()) : [];
}

const named = (elements: XmlElement[], name: string) =>
  elements.find((element) => element.attributes.name === name);

/** Throws the reported error for an exception report, `drift` for anything else that is no capabilities document. */
export async function readCapabilities(
  chunks: AsyncIterable<Uint8Array>,
  where: string,
): Promise<Capabilities> {
  let geoJsonFormat: string | undefined;
  let hasPaging = true;
  let isCapabilities = false;
  const types = new Map<string, string | undefined>();
  const elements = splitXml(chunks, {
    split: (name, path) =>
      (path.length === 2 && name === 'OperationsMetadata') ||
      (path.length === 3 && name === 'FeatureType') ||
      (path.length === 1 && /ExceptionReport$/.test(name)),
    onOpen: ({ name }) => {
      if (name === 'WFS_Capabilities') isCapabilities = true;
    },
  });
  for await (const element of elements) {
    if (/ExceptionReport$/.test(element.name)) throw reportError(element, where);
    if (element.name === 'FeatureType') {
      const name = textAt(element, 'Name');
      const crs = textAt(element, 'DefaultCRS') ?? textAt(element, 'DefaultSRS');
      if (name !== undefined) types.set(name, crs);
      continue;
    }
    const operation = named(childrenOf(element, 'Operation'), 'GetFeature');
    const formats = valuesOf(named(operation ? childrenOf(operation, 'Parameter') : [], 'outputFormat'));
    geoJsonFormat = formats.find(isGeoJson);
    const paging = named(childrenOf(element, 'Constraint'), 'ImplementsResultPaging');
    if (paging && textAt(paging, 'DefaultValue')?.toUpperCase() === 'FALSE') hasPaging = false;
  }
  if (!isCapabilities) throw new ConnectorError('drift', `${where}: no WFS capabilities`);
  return { ...(geoJsonFormat === undefined ? {} : { geoJsonFormat }), hasPaging, types };
}

/** An exception report that was read as XML. */
export function reportError(report: XmlElement, where: string): ConnectorError {
  const exception = childOf(report, 'Exception') ?? childOf(report, 'ServiceException');
  const { exceptionCode, code } = exception?.attributes ?? {};
  const text = exception && (textAt(exception, 'ExceptionText') ?? exception.text);
  return exceptionError(exceptionCode ?? code, text, where);
}
