import type { Lineage } from '../../ingest/lineage.ts';
import type { Preview, PreviewRow } from '../../ingest/preview.ts';

const WIDTH = 44;

/** Raw left, mapped right, refusals with their reasons. */
export function printPreview({ source, dataset, rows, refused, unmapped, lineage }: Preview): void {
  console.log(`${source} → ${dataset}: ${rows.length} dòng / rows, ${refused.length} bị từ chối / refused`);
  for (const [index, row] of rows.entries()) printRow(index + 1, row, lineage);
  if (unmapped.length > 0) console.log(`cột chưa ánh xạ / unmapped columns: ${unmapped.join(', ')}`);
}

function printRow(number: number, { raw, record, refused, removed }: PreviewRow, lineage: Lineage): void {
  const place = [refused?.uri, refused?.pos].filter((part) => part !== undefined).join(' ');
  console.log(`#${number}${place === '' ? '' : `  ${place}`}`);
  const shown = new Set<string>();
  for (const [path, value] of leavesOf(raw)) {
    const fed = Object.keys(lineage).filter((name) => lineage[name]!.includes(path));
    fed.forEach((name) => void shown.add(name));
    const right = fed.map((name) => (record ? `${name} = ${toText(record[name])}` : name)).join(', ');
    console.log(
      `  ${`${path} = ${toText(value)}`.padEnd(WIDTH)} ${right === '' ? '· chưa ánh xạ / unmapped' : `→ ${right}`}`,
    );
  }
  for (const [name, value] of Object.entries(record ?? {}))
    if (!shown.has(name) && value !== null)
      console.log(`  ${' '.repeat(WIDTH)} → ${name} = ${toText(value)}`);
  if (removed !== undefined) console.log(`  ✂ xoá / removes ${removed}`);
  if (refused)
    console.log(`  ✖ ${refused.reason}${refused.field ? ` ${refused.field}` : ''}: ${refused.message}`);
}

function leavesOf(raw: unknown, at = ''): [path: string, value: unknown][] {
  if (raw === null || typeof raw !== 'object' || Array.isArray(raw)) return [[at === '' ? '(raw)' : at, raw]];
  return Object.entries(raw).flatMap(([name, value]) => leavesOf(value, at === '' ? name : `${at}.${name}`));
}

function toText(value: unknown): string {
  const text =
    JSON.stringify(value, (_, inner) => (typeof inner === 'bigint' ? String(inner) : inner)) ?? '–';
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}
