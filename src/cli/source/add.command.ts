import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { Command } from 'commander';
import { toSourcesFolder } from '../../hub/source-files.ts';
import { findConnector } from '../../ingest/open-connector.ts';
import { packageFolder } from '../../kernel/package-folder.ts';
import { isProblem, Problem, toError } from '../../kernel/problem.ts';
import { SOURCE_EXISTS, SOURCE_SETTING_INVALID } from '../../kernel/problems/source.ts';
import { judgeConfig } from '../../sdk/judge-config.ts';
import { subgraphs } from '../../subgraphs/index.ts';
import { type LoadedHub, loadHub } from '../load-hub.ts';
import { draftSource, type NewSource } from './add-source.ts';
import { type Ask, askConfig } from './ask-config.ts';
import { printFindings } from './print-findings.ts';
import { printSource, type SourceDraft } from './print-source.ts';
import { applySettings, refuseLiteralSecrets, SettingError } from './settings.ts';

interface AddFlags {
  connector: string;
  config?: string;
  set: string[];
  dataset: string[];
  network: string[];
  mode?: NewSource['mode'];
  every?: string;
  titleVi?: string;
  titleEn?: string;
  owner?: string;
  channel: string;
  offline?: boolean;
  json?: boolean;
}

const collect = (value: string, all: string[]) => [...all, value];

/** `hub source add`: from a connector's name and its settings to a source that runs. */
export function addAddCommand(source: Command): void {
  source
    .command('add <name>')
    .description('thêm một nguồn: hỏi, kết nối thử, đề xuất ánh xạ, ghi tệp / add a source')
    .requiredOption('--connector <kind>', 'một dòng của connectors/index.ts / a line of connectors/index.ts')
    .option('--config <file>', 'cấu hình dạng JSON / configuration as JSON')
    .option('--set <path=value>', 'một thiết lập: datasets.0.name=roads / one setting', collect, [])
    .option('--dataset <theirs=ours>', 'tập dữ liệu ở nguồn = ở hub / theirs = ours', collect, [])
    .option('--network <cidr>', 'mạng nội bộ được phép tới / private network it may reach', collect, [])
    .option('--mode <mode>', 'sync, stream, push, live')
    .option('--every <duration>', 'nghỉ giữa hai lần đồng bộ, ví dụ PT5M / pause between two syncs')
    .option('--title-vi <text>')
    .option('--title-en <text>')
    .option('--owner <id>', 'INSTANCE/CLASS/MEMBER[/SUBSYSTEM]')
    .option('--channel <road>', 'NDOP, NDXP, LGSP, DIRECT_LAB', 'DIRECT_LAB')
    .option('--offline', 'không kết nối, không đề xuất / do not connect, propose nothing')
    .option('--json', 'one JSON object')
    .action(async (name: string, flags: AddFlags) => {
      try {
        await addSource(name, flags);
      } catch (error) {
        // All of these are for whoever typed the command.
        const problem =
          error instanceof SettingError
            ? new Problem(SOURCE_SETTING_INVALID, { source: name, path: error.path, reason: error.message })
            : error;
        if (!isProblem(problem)) throw problem;
        if (flags.json) console.log(JSON.stringify({ version: 1, problem }));
        process.stderr.write(
          `✖ ${problem.message}\n  ${problem.en}\n→ ${problem.remedy.vi}\n→ ${problem.remedy.en}\n`,
        );
        process.exitCode = 2;
      }
    });
}

async function addSource(name: string, flags: AddFlags): Promise<void> {
  const hub = await loadHub();
  assertNew(name, hub);
  const wanted = { name, connector: flags.connector };
  const { manifest } = findConnector(wanted, hub.binding.connectors);
  const terminal = flags.json ? undefined : openTerminal();
  try {
    let config = applySettings(await readConfig(name, flags.config), flags.set, manifest.config);
    if (terminal) config = await askConfig(manifest.config, config, terminal.ask);
    refuseLiteralSecrets(config, manifest.config);
    // The first wrong or missing entry is named before anybody is called.
    if (!flags.offline) judgeConfig(manifest, config, name, hub.binding.environment);
    const pairs = flags.dataset.map((pair) => toPair(pair));
    if (terminal && pairs.length === 0) pairs.push(toPair(await terminal.ask('--dataset THEIRS=OURS: ')));
    const { outcome, signal } = await draft({ ...toNewSource(wanted, config, flags), pairs }, flags, hub);
    signal.abort(new Error('added'));
    if ('findings' in outcome) {
      if (flags.json) console.log(JSON.stringify({ version: 1, findings: outcome.findings }));
      else printFindings(name, flags.connector, outcome.findings);
      process.stderr.write('✖ chưa ghi gì / nothing was written\n');
      process.exitCode = 1;
      return;
    }
    const file = await writeDraft(outcome.draft);
    report(outcome.draft, file, flags);
  } finally {
    terminal?.close();
  }
}

async function draft(source: NewSource, flags: AddFlags, { binding }: LoadedHub) {
  const signal = new AbortController();
  const outcome = await draftSource(source, {
    ...binding,
    signal: signal.signal,
    offline: flags.offline === true,
    schemas: subgraphs.map((build) => build().schema),
  });
  return { outcome, signal };
}

function toNewSource(
  wanted: { name: string; connector: string },
  config: Record<string, unknown>,
  flags: AddFlags,
): Omit<NewSource, 'pairs'> {
  return {
    ...wanted,
    titleVi: flags.titleVi ?? wanted.name,
    titleEn: flags.titleEn ?? flags.titleVi ?? wanted.name,
    owner: flags.owner ?? `VN/GOV/UNNAMED/${wanted.name.toUpperCase()}`,
    channel: flags.channel,
    config,
    network: flags.network,
    ...(flags.mode === undefined ? {} : { mode: flags.mode }),
    ...(flags.every === undefined ? {} : { every: flags.every }),
  };
}

function assertNew(name: string, { definition }: LoadedHub): void {
  if (!/^[a-z][a-z0-9-]*$/.test(name)) throw new SettingError('name', 'kebab-case, e.g. road-inventory');
  if (definition.sources.some((source) => source.name === name))
    throw new Problem(SOURCE_EXISTS, { source: name, place: 'hub.config.ts, sources/' });
}

async function readConfig(name: string, file: string | undefined): Promise<Record<string, unknown>> {
  if (file === undefined) return {};
  try {
    return JSON.parse(await readFile(file, 'utf8')) as Record<string, unknown>;
  } catch (error) {
    // The message of a parser may quote what it read, which may be a secret.
    const reason = error instanceof SyntaxError ? 'is not JSON' : toError(error).message;
    throw new Problem(SOURCE_SETTING_INVALID, { source: name, path: `--config ${file}`, reason });
  }
}

function toPair(text: string): { from: string; to: string } {
  const at = text.lastIndexOf('=');
  const [from, to] = [text.slice(0, at).trim(), text.slice(at + 1).trim()];
  if (at < 1 || to === '') throw new SettingError('--dataset', `"${text}" is not written theirs=ours`);
  return { from, to };
}

/** Somebody to ask, where there is a terminal on both ends. */
function openTerminal(): { ask: Ask; close(): void } | undefined {
  if (!process.stdin.isTTY || !process.stderr.isTTY) return undefined;
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  return { ask: (question) => lines.question(question), close: () => lines.close() };
}

async function writeDraft(draft: SourceDraft): Promise<string> {
  const folder = toSourcesFolder(process.env);
  const file = path.join(folder, `${draft.name}.source.ts`);
  const sdk = path.join(packageFolder, 'src/sdk/index.ts');
  const relative = path.relative(folder, sdk).split(path.sep).join('/');
  await mkdir(folder, { recursive: true });
  // `wx`: what somebody wrote there is not written over.
  await writeFile(file, printSource(draft, relative.startsWith('.') ? relative : `./${relative}`), {
    flag: 'wx',
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
    throw new Problem(SOURCE_EXISTS, { source: draft.name, place: file });
  });
  return file;
}

function report(draft: SourceDraft, file: string, { owner, json }: AddFlags): void {
  if (json) {
    console.log(JSON.stringify({ version: 1, file, bindings: draft.bindings }));
    return;
  }
  console.log(`✔ ${file}`);
  for (const { from, to, mapping } of draft.bindings) {
    console.log(`  ${from} → ${to}`);
    for (const { field, column, score, reader } of mapping.fields)
      console.log(
        `    ${column.padEnd(24)} → ${field.padEnd(28)} ${Math.round(score * 100)} %  ${reader.expression ?? ''}`,
      );
    if (mapping.missing.length > 0)
      console.log(`    ✖ bắt buộc, chưa có cột / required, no column: ${mapping.missing.join(', ')}`);
    if (mapping.unusedColumns.length > 0)
      console.log(`    cột chưa dùng / unused columns: ${mapping.unusedColumns.join(', ')}`);
  }
  if (owner === undefined) console.log('  ! sửa "owner" trong tệp / correct "owner" in the file');
  console.log(
    `Tiếp / next: hub source check ${draft.name} · hub source preview ${draft.name} · hub sync ${draft.name}`,
  );
}
