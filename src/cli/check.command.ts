import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Command } from 'commander';
import { loadConnectors } from '../hub/load-connectors.ts';
import { loadDefinition } from '../hub/load-definition.ts';
import { packageFolder } from '../kernel/package-folder.ts';
import { isProblem, toError } from '../kernel/problem.ts';
import type { ConnectorModule } from '../sdk/index.ts';

interface Finding {
  check: string;
  ok: boolean;
  detail: string;
}

/** Everything that can be judged without starting anything: configuration, composition, field classes, drift. */
export function addCheckCommand(program: Command): void {
  program
    .command('check')
    .description('kiểm tra cấu hình, ghép đồ thị, lược đồ / check configuration, composition, schema')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      // Loaded here: the other commands need not wait for the whole graph.
      const { toSchemaFiles } = await import('./schema-files.ts');
      const findings = [...(await checkSources()), ...(await checkSchema(toSchemaFiles))];
      if (json) console.log(JSON.stringify({ version: 1, findings }));
      else
        for (const { ok, check, detail } of findings)
          console.log(`${ok ? '✔' : '✖'} ${check.padEnd(10)} ${detail}`);
      process.exitCode = findings.every((finding) => finding.ok) ? 0 : 1;
    });
}

async function checkSources(): Promise<Finding[]> {
  const definition = await loadDefinition(() => import('../../hub.config.ts'));
  const { connectors } = await import('../../connectors/index.ts');
  const { datasets, liveDatasets } = await import('../subgraphs/index.ts');
  let runnable: readonly ConnectorModule[];
  try {
    runnable = await loadConnectors(definition, connectors);
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { file, field } = error.where;
    return [{ check: 'connectors', ok: false, detail: `${field}, ${file}: ${error.message}` }];
  }
  const connectorNames = new Set(runnable.map((module) => module.manifest.name));
  const datasetNames = new Set([...datasets, ...liveDatasets].map((dataset) => dataset.name));
  const faults = definition.sources.flatMap((source) => [
    ...(connectorNames.has(source.connector) ? [] : [`${source.name}: connector "${source.connector}"?`]),
    ...source.bindings
      .filter((binding) => !datasetNames.has(binding.to))
      .map((b) => `${source.name}: dataset "${b.to}"?`),
  ]);
  const detail =
    faults.length > 0 ? faults.join('; ') : `hub.config.ts, ${definition.sources.length} nguồn / sources`;
  const allowed = runnable
    .slice(connectors.length)
    .map(({ manifest }) => `${manifest.name} ${manifest.version}`);
  return [
    ...(allowed.length > 0 ? [{ check: 'connectors', ok: true, detail: allowed.join(', ') }] : []),
    { check: 'sources', ok: faults.length === 0, detail },
  ];
}

async function checkSchema(toSchemaFiles: () => Map<string, string>): Promise<Finding[]> {
  let files: Map<string, string>;
  try {
    files = toSchemaFiles();
  } catch (error) {
    return [{ check: 'compose', ok: false, detail: toError(error).message }];
  }
  const drifted: string[] = [];
  for (const [name, text] of files)
    if ((await readFile(path.join(packageFolder, 'schema', name), 'utf8').catch(() => '')) !== text)
      drifted.push(name);
  return [
    { check: 'compose', ok: true, detail: `${files.size - 4} subgraph` },
    {
      check: 'schema',
      ok: drifted.length === 0,
      detail:
        drifted.length === 0
          ? 'schema/ khớp / is current'
          : `đã lệch / has drifted: ${drifted.join(', ')} → npm run schema`,
    },
  ];
}
