/** A reference system as a document names it. */
export interface CrsName {
  /** `EPSG:3405`, `OGC:CRS84`. */
  code: string;
  /** `authority`: axes as the registry says; `xy`: east first, whatever the registry says. */
  axes: 'authority' | 'xy';
}

/** RFC 7946 §4: what coordinates of GeoJSON are in when nothing is said. */
export const CRS84: CrsName = { code: 'OGC:CRS84', axes: 'xy' };

const FORMS: [RegExp, CrsName['axes']][] = [
  [/^urn:(?:x-)?ogc:def:crs:(epsg|ogc):[^:]*:(\w+)$/i, 'authority'],
  [/^https?:\/\/www\.opengis\.net\/def\/crs\/(epsg|ogc)\/[^/]+\/(\w+)$/i, 'authority'],
  // The short form and the GML 2 form came before axis orders were taken seriously: east first.
  [/^(epsg|ogc):(\w+)$/i, 'xy'],
  [/^https?:\/\/www\.opengis\.net\/gml\/srs\/(epsg)\.xml#(\d+)$/i, 'xy'],
];

/** Any of the spellings in use → a name; undefined = no spelling that we know. */
export function parseCrsName(text: string): CrsName | undefined {
  for (const [form, axes] of FORMS) {
    const found = form.exec(text.trim().replace(/^<(.*)>$/, '$1'));
    if (!found) continue;
    const [, authority = '', code = ''] = found;
    // CRS84h is CRS84 with a height, which is passed on as it is.
    if (/^crs84h?$/i.test(code)) return CRS84;
    return { code: `${authority.toUpperCase()}:${code}`, axes };
  }
  return undefined;
}
