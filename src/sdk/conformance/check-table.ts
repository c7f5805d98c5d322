import { guide } from './guide.ts';
import { conformanceChecks } from './index.ts';
import { partOf } from './part-of.ts';

/** The list of checks as it stands in README.md: one row a check, in the order they run. */
export function toCheckTable(): string {
  const cell = (text: string) => text.replaceAll('|', '\\|');
  const rows = conformanceChecks.map(({ id, level, modes = [], title }) => {
    const { number, source, how } = guide[id]!;
    const cells = [
      number === 0 ? '–' : String(number),
      `\`${id}\``,
      level,
      modes.join(', ') || 'all',
      title,
      source,
      `\`${partOf(id)}\``,
      how,
    ];
    return `| ${cells.map(cell).join(' | ')} |`;
  });
  return [
    '| no. | check | level | modes | the promise | learned from | where | how to make it green |',
    '| --- | --- | --- | --- | --- | --- | --- | --- |',
    ...rows,
  ].join('\n');
}
