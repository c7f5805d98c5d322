import proj4 from 'proj4';
import { describe, expect, it } from 'vitest';
import { parseCrsName } from '../../connectors/ogc/crs/crs-name.ts';
import { CRS_DEFINITIONS } from '../../connectors/ogc/crs/definitions.ts';
import { createProjector } from '../../connectors/ogc/crs/projector.ts';

/**
 * Computed independently by PROJ 9.5.1 (pyproj 3.7.2): inverse transverse Mercator with EPSG's meridian and scale, then
 * `+proj=helmert +convention=coordinate_frame` with the parameters as EPSG:6960 prints them (rotations -0.00928836,
 * 0.01975479, -0.00427372). This project writes them as `+towgs84` (position vector), signs turned.
 */
const CONTROL: [code: string, x: number, y: number, lon: number, lat: number][] = [
  ['EPSG:3405', 587_000, 2_325_000, 105.8391041064, 21.0227264974],
  ['EPSG:3406', 200_000, 1_775_000, 108.1983072741, 16.0354624892],
  ['EPSG:9210', 603_000, 1_192_000, 106.6936122445, 10.77744386],
  ['EPSG:9210', 585_000, 2_330_000, 106.5698244544, 21.0616708431],
  ['EPSG:9214', 548_000, 2_340_000, 107.4640686279, 21.1533279978],
  ['EPSG:9218', 480_000, 1_500_000, 108.3169976595, 13.563286137],
  ['EPSG:5899', 545_000, 1_775_000, 108.1723897478, 16.0485760103],
  ['EPSG:32648', 587_000, 2_325_000, 105.8372214821, 21.0237123464],
  ['EPSG:32649', 200_000, 1_775_000, 108.1964861158, 16.0364861333],
  ['EPSG:3857', 11_800_000, 2_400_000, 106.0012035261, 21.0680946334],
  ['EPSG:4756', 105.85, 21.03, 105.8518826727, 21.0290140353],
];

/** Metres between two positions, near enough for millimetres. */
function metres([lon, lat]: number[], [otherLon, otherLat]: number[]): number {
  const east = (lon! - otherLon!) * 111_320 * Math.cos((lat! * Math.PI) / 180);
  return Math.hypot(east, (lat! - otherLat!) * 110_574);
}

describe('VN-2000 and UTM to WGS 84', () => {
  it.each(CONTROL)('%s %d %d as PROJ computes it, to the millimetre', (code, x, y, lon, lat) => {
    const position = createProjector({ code, axes: 'xy' })!.toWgs84([x, y])!;
    expect(metres(position, [lon, lat])).toBeLessThan(0.001);
  });

  it.each(CONTROL)('%s %d %d and back is within a centimetre', (code, x, y) => {
    const there = createProjector({ code, axes: 'xy' })!.toWgs84([x, y])!;
    const back = proj4('WGS84', CRS_DEFINITIONS[code]!.proj, [there[0]!, there[1]!]);
    const scale = code === 'EPSG:4756' ? 111_320 : 1;
    expect(Math.hypot(back[0]! - x, back[1]! - y) * scale).toBeLessThan(0.01);
  });

  it('would be off by more than half a metre with the rotations as the decision prints them', () => {
    const turned = CRS_DEFINITIONS['EPSG:3405']!.proj.replace(
      '0.00928836,-0.01975479,0.00427372',
      '-0.00928836,0.01975479,-0.00427372',
    );
    const [, x, y, lon, lat] = CONTROL[0]!;
    expect(metres(proj4(turned, 'WGS84', [x, y]), [lon, lat])).toBeGreaterThan(0.5);
  });

  it('moves the datum by some two hundred metres', () => {
    const plain = CRS_DEFINITIONS['EPSG:3405']!.proj.replace(/\+towgs84=\S+/, '');
    const [, x, y, lon, lat] = CONTROL[0]!;
    expect(metres(proj4(plain, 'WGS84', [x, y]), [lon, lat])).toBeGreaterThan(100);
  });

  it('knows every provincial zone of EPSG', () => {
    for (let code = 9205; code <= 9218; code++) expect(CRS_DEFINITIONS).toHaveProperty([`EPSG:${code}`]);
  });
});

describe('areas', () => {
  it('refuse eastings and northings that changed places, but not heights', () => {
    const zone = createProjector({ code: 'EPSG:9210', axes: 'xy' })!;
    expect(zone.toWgs84([2_330_000, 585_000])).toBeUndefined();
    expect(zone.toWgs84([585_000, 2_330_000, 12.5])![2]).toBe(12.5);
    for (const odd of [Number.NaN, Infinity, 1e308, -1e300, 1e20, -1e9])
      expect(zone.toWgs84([odd, 1])).toBeUndefined();
  });

  it('are as narrow as the operator says', () => {
    const near = createProjector({ code: 'OGC:CRS84', axes: 'xy' }, [105, 20, 107, 22])!;
    expect(near.toWgs84([106, 21])).toEqual([106, 21]);
    expect(near.toWgs84([108, 21])).toBeUndefined();
  });
});

describe('axis order', () => {
  it.each([
    ['urn:ogc:def:crs:EPSG::4326', [21, 106]],
    ['http://www.opengis.net/def/crs/EPSG/0/4326', [21, 106]],
    ['<http://www.opengis.net/def/crs/EPSG/0/4326>', [21, 106]],
    ['urn:ogc:def:crs:EPSG::4756', [21, 106]],
    ['EPSG:4326', [106, 21]],
    ['http://www.opengis.net/gml/srs/epsg.xml#4326', [106, 21]],
    ['urn:ogc:def:crs:OGC:1.3:CRS84', [106, 21]],
    ['http://www.opengis.net/def/crs/OGC/0/CRS84h', [106, 21]],
    ['urn:ogc:def:crs:EPSG::3405', [604_000, 2_323_000]],
    ['EPSG:3405', [604_000, 2_323_000]],
  ])('%s', (name, position) => {
    const [lon, lat] = createProjector(parseCrsName(name)!)!.toWgs84(position)!;
    expect(lon).toBeCloseTo(106, 1);
    expect(lat).toBeCloseTo(21, 1);
  });

  it('of an unknown system is nobody’s guess', () => {
    expect(parseCrsName('Hà Nội 1972')).toBeUndefined();
    expect(createProjector({ code: 'EPSG:9999', axes: 'xy' })).toBeUndefined();
  });
});
