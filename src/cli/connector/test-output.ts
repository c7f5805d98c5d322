import type { CheckReport } from '../../sdk/conformance/run-kit.ts';

/** What became of a whole run, as the last line of `--json` says it. */
export interface KitSummary {
  passed: number;
  failedMust: number;
  failedShould: number;
  skipped: number;
  /** Skipped checks for which the author wrote a reason, by id. */
  bypassed: string[];
  /** Promises that were rejected while nobody waited for them. */
  unhandled: string[];
}

const MARKS = { passed: '✔', failed: '✖', skipped: '–' } as const;

/** One check as it ends: for a person, or one JSON object on a line of its own. `file` is where the remedy is written. */
export function printReport(
  report: CheckReport & { harness?: string },
  file: string | undefined,
  json: boolean,
): void {
  if (json) {
    console.log(JSON.stringify({ type: 'check', ...report, ...(file ? { file } : {}) }));
    return;
  }
  const { status, level, id, title, reason, bypassed, how, first } = report;
  console.log(`${MARKS[status]} ${level.padEnd(6)} ${id.padEnd(28)} ${title}`);
  const indent = (text: string) => text.replaceAll('\n', '\n           ');
  if (status === 'skipped')
    console.log(
      `         ${bypassed ? 'tác giả bỏ qua / bypassed by its author' : 'bỏ qua / skipped'}: ${reason}`,
    );
  if (status !== 'failed') return;
  console.log(`         ${indent(reason ?? '')}`);
  console.log(first ? `         → trước hết / first: ${first}` : `         → ${file}: ${how}`);
}

export function printSummary(summary: KitSummary, folder: string, json: boolean): void {
  if (json) {
    console.log(JSON.stringify({ type: 'summary', version: 1, ...summary }));
    return;
  }
  const { passed, failedMust, failedShould, skipped, bypassed, unhandled } = summary;
  console.log(
    `\nđạt/passed ${passed} · hỏng/failed ${failedMust + failedShould} (MUST ${failedMust}, SHOULD ${failedShould}) · bỏ qua/skipped ${skipped}`,
  );
  if (bypassed.length > 0) console.log(`tác giả bỏ qua / bypassed by the author: ${bypassed.join(', ')}`);
  for (const message of unhandled)
    console.log(`✖ lời hứa bị bỏ rơi / a promise was rejected and nobody waited for it: ${message}`);
  if (failedMust > 0)
    console.log(
      `Tiếp / next: hub connector test ${folder} --only ID   (sửa từ trên xuống / mend from the top)`,
    );
}
