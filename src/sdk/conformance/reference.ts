import type { Row, Where } from '../contract.ts';

/** The contract's predicates and order, written as plainly as possible: what every source is measured against. */
export function matches(where: Where, row: Row): boolean {
  if ('and' in where) return where.and.every((part) => matches(part, row));
  if ('or' in where) return where.or.some((part) => matches(part, row));
  if ('not' in where) return !matches(where.not, row);
  const value = row[where.field] as string | null;
  if (where.op === 'isNull') return (value === null) === (where.value !== false);
  if (where.op === 'bbox') return overlaps(row[where.field], where.value as number[]);
  if (value === null) return false;
  const wanted = where.value as string;
  switch (where.op) {
    case 'eq':
      return value === wanted;
    case 'in':
      return (where.value as string[]).includes(value);
    case 'lt':
      return value < wanted;
    case 'lte':
      return value <= wanted;
    case 'gt':
      return value > wanted;
    case 'gte':
      return value >= wanted;
    case 'like':
      return new RegExp(
        `^${wanted
          .replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
          .replaceAll('%', '.*')
          .replaceAll('_', '.')}$`,
        'su',
      ).test(value);
  }
}

/**
 * Whether the envelope of a GeoJSON geometry meets [west, south, east, north]. An envelope says yes a little too often
 * for slanted lines and polygons: good enough for points, which is what a fixture should use to compare with.
 */
function overlaps(geometry: unknown, [west, south, east, north]: number[]): boolean {
  const box = [Infinity, Infinity, -Infinity, -Infinity] as [number, number, number, number];
  widen(geometry, box);
  return box[0] <= east! && box[2] >= west! && box[1] <= north! && box[3] >= south!;
}

function widen(value: unknown, box: [number, number, number, number]): void {
  if (value === null || typeof value !== 'object') return;
  if (!Array.isArray(value)) {
    const { coordinates, geometries } = value as { coordinates?: unknown; geometries?: unknown };
    widen(coordinates ?? geometries, box);
  } else if (typeof value[0] === 'number') {
    const [x, y] = value as [number, number];
    box[0] = Math.min(box[0], x);
    box[1] = Math.min(box[1], y);
    box[2] = Math.max(box[2], x);
    box[3] = Math.max(box[3], y);
  } else for (const part of value) widen(part, box);
}

/** Text by code point, nulls last in both directions. */
export function compareBy(field: string, direction: 'asc' | 'desc'): (a: Row, b: Row) => number {
  return (a, b) => {
    const [left, right] = [a[field] as string | null, b[field] as string | null];
    if (left === right) return 0;
    if (left === null) return 1;
    if (right === null) return -1;
    return left < right === (direction === 'asc') ? -1 : 1;
  };
}
