/** A coordinate reference system that this connector can turn into WGS 84 longitude and latitude. */
export interface CrsDefinition {
  /** As PROJ writes it. */
  proj: string;
  /** The authority's first axis points north: coordinates come as (latitude, longitude) under a URN or URI. */
  northFirst: boolean;
  /** West, south, east, north in WGS 84 degrees: a position outside is a mistake, e.g. axes that changed places. */
  area: [number, number, number, number];
}

/**
 * VN-2000 → WGS 84, seven parameters of Quyết định 05/2007/QĐ-BTNMT, as EPSG:6960 registers them. The decision and EPSG
 * give the rotations for a turned coordinate frame (EPSG method 9607: -0.00928836, 0.01975479, -0.00427372 arc seconds).
 * `+towgs84` means turned position vectors (method 9606), so the three signs are the other way round. Taking them over as
 * printed moves everything by about 0.7 m. Scale is in parts per million.
 */
const VN2000_TO_WGS84 =
  '+towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278';

const VN2000 = `+ellps=WGS84 ${VN2000_TO_WGS84} +no_defs`;

/** Vietnam with its islands, half a degree around. Wider than EPSG's areas of use, which are for the mainland. */
const SOUTH = 5.9;
const NORTH = 23.9;
const WEST = 101.6;
const EAST = 118;
/** Degrees from the central meridian; a zone is used past its edge, also for islands that belong to a province. */
const REACH = 8;

/** Transverse Mercator on VN-2000. Axes are (east, north) at EPSG. */
function vn2000Zone(meridian: number, scale: number): CrsDefinition {
  return {
    proj: `+proj=tmerc +lat_0=0 +lon_0=${meridian} +k=${scale} +x_0=500000 +y_0=0 +units=m ${VN2000}`,
    northFirst: false,
    area: [Math.max(WEST, meridian - REACH), SOUTH, Math.min(EAST, meridian + REACH), NORTH],
  };
}

function utmNorth(zone: number): CrsDefinition {
  const meridian = zone * 6 - 183;
  return {
    proj: `+proj=utm +zone=${zone} +datum=WGS84 +units=m +no_defs`,
    northFirst: false,
    area: [meridian - REACH, 0, meridian + REACH, 84],
  };
}

/** Central meridians of the provinces' 3° zones, by EPSG code ("VN-2000 / TM-3 103-00" … "108-30"). */
const TM3: Record<string, number> = {
  5896: 102,
  5897: 105,
  5898: 108,
  5899: 107.75,
  9205: 103,
  9206: 104,
  9207: 104.5,
  9208: 104.75,
  9209: 105.5,
  9210: 105.75,
  9211: 106,
  9212: 106.25,
  9213: 106.5,
  9214: 107,
  9215: 107.25,
  9216: 107.5,
  9217: 108.25,
  9218: 108.5,
};

const WORLD: CrsDefinition['area'] = [-180, -90, 180, 90];

/** By name, `EPSG:code` or `OGC:CRS84`. Axis orders, meridians and scales: EPSG registry (PROJ 9.5.1). */
export const CRS_DEFINITIONS: Readonly<Record<string, CrsDefinition>> = {
  'OGC:CRS84': { proj: '+proj=longlat +datum=WGS84 +no_defs', northFirst: false, area: WORLD },
  'EPSG:4326': { proj: '+proj=longlat +datum=WGS84 +no_defs', northFirst: true, area: WORLD },
  'EPSG:4979': { proj: '+proj=longlat +datum=WGS84 +no_defs', northFirst: true, area: WORLD },
  'EPSG:3857': {
    proj: '+proj=merc +a=6378137 +b=6378137 +lat_ts=0 +lon_0=0 +x_0=0 +y_0=0 +k=1 +units=m +nadgrids=@null +no_defs',
    northFirst: false,
    area: [-180, -85.06, 180, 85.06],
  },
  'EPSG:4756': { proj: `+proj=longlat ${VN2000}`, northFirst: true, area: [WEST, SOUTH, EAST, NORTH] },
  'EPSG:3405': vn2000Zone(105, 0.9996),
  'EPSG:3406': vn2000Zone(111, 0.9996),
  'EPSG:32648': utmNorth(48),
  'EPSG:32649': utmNorth(49),
  ...Object.fromEntries(
    Object.entries(TM3).map(([code, meridian]) => [`EPSG:${code}`, vn2000Zone(meridian, 0.9999)]),
  ),
};
