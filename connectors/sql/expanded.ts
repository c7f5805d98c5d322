import type { Column } from './column.ts';
import type { Add } from './driver.ts';

/** `(a, b) > (x, y)` for engines that cannot compare rows, or cannot use an index for it. */
export function afterExpanded(
  columns: readonly Column[],
  position: readonly string[],
  add: Add,
  walk: (column: Column) => string,
  parameter: (column: Column, value: string) => string = (column, value) => add(value, column),
): string {
  // Written first, because parameters are numbered as they are read.
  // Says the same again, but so that an index on the first column narrows the search.
  const first = `${walk(columns[0]!)} >= ${parameter(columns[0]!, position[0]!)}`;
  const alternatives = columns.map((column, i) => {
    const equal = columns
      .slice(0, i)
      .map((earlier, j) => `${walk(earlier)} = ${parameter(earlier, position[j]!)}`);
    return `(${[...equal, `${walk(column)} > ${parameter(column, position[i]!)}`].join(' AND ')})`;
  });
  return `${first} AND (${alternatives.join(' OR ')})`;
}
