/** WGS84, longitude first (GeoJSON order). */
export type Point = readonly [longitude: number, latitude: number];

const KM_PER_DEGREE = 111.32;

/** Good to a few metres within one province. */
export function distanceKm(a: Point, b: Point): number {
  const scale = Math.cos(((a[1] + b[1]) * Math.PI) / 360);
  return Math.hypot((a[0] - b[0]) * scale, a[1] - b[1]) * KM_PER_DEGREE;
}

const STEPS = 12;

/** A smooth line through the given points (Catmull–Rom), rounded to 5 decimals: about one metre. */
export function toWindingLine(through: readonly Point[]): Point[] {
  const at = (i: number) => through[Math.min(Math.max(i, 0), through.length - 1)]!;
  const line: Point[] = [];
  for (let leg = 0; leg < through.length - 1; leg++)
    for (let step = 0; step < STEPS; step++)
      line.push(toSplinePoint(at(leg - 1), at(leg), at(leg + 1), at(leg + 2), step / STEPS));
  line.push(at(through.length - 1));
  return line.map(([longitude, latitude]) => [roundDegrees(longitude), roundDegrees(latitude)]);
}

/** The point `share` (0 … 1) of the way along a line, measured in corners. */
export function toPointOn(line: readonly Point[], share: number): Point {
  const position = share * (line.length - 1);
  const from = line[Math.floor(position)]!;
  const to = line[Math.min(Math.floor(position) + 1, line.length - 1)]!;
  const part = position - Math.floor(position);
  return [roundDegrees(from[0] + (to[0] - from[0]) * part), roundDegrees(from[1] + (to[1] - from[1]) * part)];
}

export function roundDegrees(value: number): number {
  return Math.round(value * 100_000) / 100_000;
}

function toSplinePoint(a: Point, b: Point, c: Point, d: Point, t: number): Point {
  const curve = (p: number, q: number, r: number, s: number) =>
    0.5 * (2 * q + (r - p) * t + (2 * p - 5 * q + 4 * r - s) * t * t + (3 * q - p - 3 * r + s) * t * t * t);
  return [curve(a[0], b[0], c[0], d[0]), curve(a[1], b[1], c[1], d[1])];
}
