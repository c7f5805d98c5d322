/** [west, south, east, north] of a GeoJSON geometry (RFC 7946), degrees; undefined = it has no coordinates. */
export function envelopeOf(geometry: unknown): [number, number, number, number] | undefined {
  let found: [number, number, number, number] | undefined;
  const visit = (value: unknown): void => {
    if (!Array.isArray(value)) return;
    const [x, y] = value as unknown[];
    if (typeof x !== 'number' || typeof y !== 'number') {
      for (const part of value) visit(part);
      return;
    }
    found ??= [x, y, x, y];
    found = [Math.min(found[0], x), Math.min(found[1], y), Math.max(found[2], x), Math.max(found[3], y)];
  };
  const { coordinates, geometries } = (geometry ?? {}) as { coordinates?: unknown; geometries?: unknown[] };
  visit(coordinates);
  for (const part of geometries ?? []) visit((part as { coordinates?: unknown } | null)?.coordinates);
  return found;
}

/**
 * The op `bbox`: does the geometry's envelope touch the box? A box's edge belongs to it. An envelope says yes a little
 * too often for slanted lines and polygons.
 */
export function touchesBox(geometry: unknown, [west, south, east, north]: readonly number[]): boolean {
  const envelope = envelopeOf(geometry);
  if (!envelope) return false;
  return envelope[0] <= east! && envelope[2] >= west! && envelope[1] <= north! && envelope[3] >= south!;
}
