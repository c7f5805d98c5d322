import type { SourceFinding } from '../../ingest/source-finding.ts';

const LABELS: Record<SourceFinding['check'], string> = {
  config: 'cấu hình / configuration',
  reach: 'kết nối / reachable',
  credentials: 'xác thực / credentials',
  schema: 'tập dữ liệu / datasets',
  binding: 'liên kết / binding',
  mapping: 'ánh xạ / mapping',
  rows: 'dòng xem thử / sample rows',
};
const SIGNS: Record<SourceFinding['status'], string> = { ok: '✔', warning: '!', error: '✖', skipped: '-' };
const FIXERS = {
  client: 'người hỏi / client',
  source: 'cơ quan chủ quản / source owner',
  operator: 'người vận hành / operator',
};

/** Findings of one source for a person: what, where, what to do and who. */
export function printFindings(source: string, connector: string, findings: readonly SourceFinding[]): void {
  console.log(`${source} (${connector})`);
  for (const { check, status, dataset, detail, problem } of findings) {
    const about = [dataset, detail].filter((text) => text !== undefined).join(' · ');
    console.log(`  ${SIGNS[status]} ${LABELS[check].padEnd(28)} ${problem ? problem.code : about}`.trimEnd());
    if (!problem) continue;
    console.log(`      ${problem.message}\n      ${problem.en}`);
    console.log(`      → ${problem.remedy.vi}\n      → ${problem.remedy.en}  [${FIXERS[problem.fixer]}]`);
  }
}
