import type { Command } from 'commander';
import { toFailureText } from '../../hub/report-failure.ts';
import { isProblem, toError } from '../../kernel/problem.ts';
import { conformanceChecks } from '../../sdk/conformance/index.ts';
import { loadHarnesses } from '../../sdk/conformance/load-harnesses.ts';
import { type CheckReport, runKit } from '../../sdk/conformance/run-kit.ts';
import { loadBases } from './load-bases.ts';
import { toShownPath } from './shown-path.ts';
import { type KitSummary, printReport, printSummary } from './test-output.ts';
import { toWrittenFile } from './written-file.ts';

/** How long sockets and timers that a connector left open may keep the command alive. */
const GRACE_MS = 2_000;

/** Runs the kit on the connector in a folder. Exit code 1 when a MUST failed, or the folder cannot be tried. */
export async function testConnector(
  folder: string,
  only: readonly string[],
  json: boolean,
  program: Command,
): Promise<void> {
  const checks = chosen(only, program);
  const unhandled: string[] = [];
  // It would end the process, and with it what the kit has to say.
  process.on('unhandledRejection', (thrown) => unhandled.push(toError(thrown).message));
  const reports: CheckReport[] = [];
  try {
    const harnesses = await loadHarnesses(folder, loadBases);
    for (const [name, harness] of harnesses) {
      if (harnesses.size > 1 && !json) console.log(`\n${name}`);
      const onReport = (report: CheckReport) => {
        const file = report.part && toWrittenFile(folder, report.part);
        printReport({ ...report, ...(harnesses.size > 1 ? { harness: name } : {}) }, file, json);
      };
      reports.push(...(await runKit(checks, harness, onReport)));
    }
  } catch (error) {
    if (!isProblem(error)) throw error;
    if (json) console.log(JSON.stringify({ problem: error }));
    process.stderr.write(toFailureText(error));
    process.exitCode = 1;
    return;
  }
  const of = (status: CheckReport['status']) => reports.filter((report) => report.status === status);
  const failedMust = of('failed').filter(({ level }) => level === 'MUST').length;
  const summary: KitSummary = {
    passed: of('passed').length,
    failedMust,
    failedShould: of('failed').length - failedMust,
    skipped: of('skipped').length,
    bypassed: of('skipped')
      .filter(({ bypassed }) => bypassed)
      .map(({ id }) => id),
    unhandled,
  };
  printSummary(summary, toShownPath(folder), json);
  process.exitCode = failedMust + unhandled.length > 0 ? 1 : 0;
  setTimeout(() => process.exit(), GRACE_MS).unref();
}

function chosen(only: readonly string[], program: Command) {
  const isNamed = (id: string, name: string) => id === name || id.startsWith(`${name}.`);
  for (const name of only)
    if (!conformanceChecks.some(({ id }) => isNamed(id, name)))
      program.error(
        `--only: "${name}" is no check; these are: ${conformanceChecks.map(({ id }) => id).join(' ')}`,
      );
  return only.length === 0
    ? conformanceChecks
    : conformanceChecks.filter(({ id }) => only.some((name) => isNamed(id, name)));
}
