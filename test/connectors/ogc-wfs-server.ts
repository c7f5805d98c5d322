import type { IncomingMessage } from 'node:http';
import { createLoopbackServer, type LoopbackServer } from '../conformance/loopback-server.ts';
import type { CannedAnswer } from './ogc-server.ts';

export interface WfsServerOptions {
  /** `<app:roads gml:id="…">…</app:roads>`, one each. */
  members(): readonly string[];
  /** GeoJSON features, when the service offers that format. */
  geoJson?(): readonly unknown[];
  defaultCrs?: string;
  hasPaging?: boolean;
  matched?(count: number): string;
  intercept?(request: IncomingMessage, url: URL): CannedAnswer | undefined;
}

const XSD = `<xsd:schema xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:gml="http://www.opengis.net/gml/3.2">
<xsd:complexType name="roadsType"><xsd:complexContent><xsd:extension base="gml:AbstractFeatureType"><xsd:sequence>
<xsd:element name="name" type="xsd:string" nillable="true"/><xsd:element name="changed" type="xsd:dateTime"/>
<xsd:element name="lanes" type="xsd:int"/><xsd:element name="oneWay" type="xsd:boolean"/>
<xsd:element name="owner" type="app:OwnerType"/>
<xsd:element name="geom" type="gml:GeometryPropertyType"/>
</xsd:sequence></xsd:extension></xsd:complexContent></xsd:complexType>
<xsd:element name="roads" type="app:roadsType"/></xsd:schema>`;

/** A WFS 2.0 with the type `app:roads`. */
export async function createWfsServer(
  options: WfsServerOptions,
): Promise<LoopbackServer & { readonly urls: URL[] }> {
  const urls: URL[] = [];
  const { hasPaging = true, defaultCrs = 'urn:ogc:def:crs:EPSG::4326', matched = String } = options;
  const capabilities = `<?xml version="1.0"?><wfs:WFS_Capabilities version="2.0.0" xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:ows="http://www.opengis.net/ows/1.1"><ows:OperationsMetadata><ows:Operation name="GetFeature">
 <ows:Parameter name="outputFormat"><ows:AllowedValues><ows:Value>application/gml+xml; version=3.2</ows:Value>
 ${options.geoJson ? '<ows:Value>application/json</ows:Value>' : ''}</ows:AllowedValues></ows:Parameter></ows:Operation>
 <ows:Constraint name="ImplementsResultPaging"><ows:NoValues/><ows:DefaultValue>${String(hasPaging).toUpperCase()}</ows:DefaultValue></ows:Constraint>
 </ows:OperationsMetadata><wfs:FeatureTypeList><wfs:FeatureType><wfs:Name>app:roads</wfs:Name>
 <wfs:DefaultCRS>${defaultCrs}</wfs:DefaultCRS></wfs:FeatureType></wfs:FeatureTypeList></wfs:WFS_Capabilities>`;
  const server = await createLoopbackServer((request, response) => {
    const url = new URL(request.url!, `http://${request.headers.host}`);
    urls.push(url);
    const xml = (body: string) => response.writeHead(200, { 'content-type': 'application/xml' }).end(body);
    const canned = options.intercept?.(request, url);
    if (canned) return response.writeHead(canned.status ?? 200, canned.headers ?? {}).end(canned.body ?? '');
    const asked = url.searchParams.get('request');
    if (asked === 'GetCapabilities') return xml(capabilities);
    if (asked === 'DescribeFeatureType') return xml(XSD);
    const all =
      url.searchParams.get('outputFormat') === 'application/json' ? options.geoJson!() : options.members();
    const start = Number(url.searchParams.get('startIndex') ?? 0);
    const shown = all.slice(start, start + Number(url.searchParams.get('count') ?? all.length));
    if (typeof shown[0] === 'object' || url.searchParams.has('outputFormat'))
      return response
        .writeHead(200, { 'content-type': 'application/json' })
        .end(JSON.stringify({ type: 'FeatureCollection', numberMatched: all.length, features: shown }));
    return xml(`<?xml version="1.0" encoding="UTF-8"?><wfs:FeatureCollection xmlns:wfs="http://www.opengis.net/wfs/2.0"
 xmlns:gml="http://www.opengis.net/gml/3.2" xmlns:app="http://example.test/app" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"
 numberMatched="${matched(all.length)}" numberReturned="${shown.length}">
${shown.map((member) => `<wfs:member>${String(member)}</wfs:member>`).join('\n')}
</wfs:FeatureCollection>`);
  });
  return Object.defineProperty(server, 'urls', { value: urls }) as LoopbackServer & { urls: URL[] };
}
