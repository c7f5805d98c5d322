import type { Command } from 'commander';
import { checkSource } from '../../ingest/check-source.ts';
import type { SourceFinding } from '../../ingest/source-finding.ts';
import { loadHub } from '../load-hub.ts';
import { printFindings } from './print-findings.ts';

interface CheckFlags {
  offline?: boolean;
  json?: boolean;
}

interface CheckedSource {
  source: string;
  connector: string;
  findings: SourceFinding[];
}

/** `hub source check`: each source, from its configuration to what some rows come to. Writes nothing, needs no database. */
export function addCheckSourceCommand(source: Command): void {
  source
    .command('check [name]')
    .description('kiểm tra nguồn: cấu hình, kết nối, xác thực, ánh xạ / check sources')
    .option('--offline', 'không hỏi nguồn / ask no source')
    .option('--json', 'one JSON object')
    .action(async (name: string | undefined, { offline = false, json }: CheckFlags) => {
      const { definition, binding } = await loadHub();
      const wanted = definition.sources.filter((one) => name === undefined || one.name === name);
      if (wanted.length === 0 && name !== undefined) {
        const known = definition.sources.map((one) => one.name).join(', ');
        source.error(`không có nguồn "${name}" / there is no source "${name}". Hiện có / known: ${known}`);
      }
      const checked: CheckedSource[] = [];
      for (const one of wanted) {
        const controller = new AbortController();
        try {
          const findings = await checkSource(one, { ...binding, offline, signal: controller.signal });
          checked.push({ source: one.name, connector: one.connector, findings });
        } finally {
          controller.abort(new Error('checked'));
        }
      }
      if (json) console.log(JSON.stringify({ version: 1, sources: checked }));
      else for (const { source: of, connector, findings } of checked) printFindings(of, connector, findings);
      const isWrong = checked.some(({ findings }) => findings.some(({ status }) => status === 'error'));
      process.exitCode = isWrong ? 1 : 0;
    });
}
