import { readFile } from 'node:fs/promises';
import type { Command } from 'commander';
import { type Finding, isRefusal } from '../gateway/registry/finding.ts';
import { printFindings, printSubgraphs } from './subgraph-output.ts';
import { type PublishFlags, toSettings } from './subgraph-settings.ts';
import { withGraph } from './with-graph.ts';

/** `hub subgraph`: members' own subgraphs join the graph, or are told why not. */
export function addSubgraphCommands(program: Command): void {
  const subgraph = program
    .command('subgraph')
    .description('đồ thị con của thành viên / subgraphs that members run');

  const withSettings = (command: Command): Command =>
    command
      .requiredOption('--schema <file>', 'SDL liên đoàn (v2.9 trở xuống) / its federation SDL')
      .requiredOption('--url <url>', 'nơi đồ thị con trả lời / where it answers')
      .requiredOption('--owner <id>', 'INSTANCE/CLASS/MEMBER/SUBSYSTEM')
      .option(
        '--header <name=value>',
        'gửi kèm mỗi lần gọi; bí mật viết env:TÊN / sent with each call; a secret as env:NAME',
        (pair: string, pairs: string[]) => [...pairs, pair],
        [],
      )
      .option('--timeout <ms>', 'hạn một lần gọi / limit of one call')
      .option('--retries <n>', 'số lần hỏi lại / how often a query is asked again')
      .option('--concurrency <n>', 'số lần gọi cùng lúc / calls at a time')
      .option('--subscriptions <ws|sse>', 'giao thức luồng / how it streams')
      .option('--subscriptions-url <url>')
      .option('--ca <file>', 'PEM')
      .option('--cert <file>', 'PEM; mTLS')
      .option('--key <file>', 'PEM; mTLS')
      .option(
        '--receives <classes>',
        'lớp dữ liệu thành viên được nhận: internal,personal,sealed / field classes the member may be sent',
        (text: string) => text.split(','),
        [],
      )
      .option('--accept-breaking', 'chấp nhận mất trường đang được dùng / clients may lose fields they use')
      .option('--json', 'one JSON object');

  withSettings(subgraph.command('publish <name>'))
    .description('kiểm tra rồi đưa vào đồ thị / check, then let it join the graph')
    .requiredOption('--by <name>', 'ai công bố / who publishes')
    .action((name: string, flags: PublishFlags) => publish(program, name, flags, true));
  withSettings(subgraph.command('check <name>'))
    .description('chỉ kiểm tra / check only, change nothing')
    .action((name: string, flags: PublishFlags) => publish(program, name, flags, false));

  subgraph
    .command('list')
    .option('--json', 'one JSON object')
    .action(async ({ json }: { json?: boolean }) => {
      const subgraphs = await withGraph(({ registry }) => registry.list());
      if (json) console.log(JSON.stringify({ version: 1, subgraphs }));
      else printSubgraphs(subgraphs);
    });

  subgraph
    .command('withdraw <name>')
    .description('rút khỏi đồ thị / take it out of the graph')
    .requiredOption('--by <name>', 'ai quyết định / who decides')
    .option('--accept-breaking', 'dù có người đang dùng / though clients use it')
    .option('--json', 'one JSON object')
    .action(async (name: string, flags: { by: string; acceptBreaking?: boolean; json?: boolean }) => {
      const { findings, done } = await withGraph(async ({ judge, registry }) => {
        const verdict = await judge({ name, sdl: undefined }, flags.acceptBreaking);
        const done = verdict.accepted && (await registry.withdraw(name, flags.by));
        return { findings: verdict.findings, done };
      });
      report(flags.json, { name, done, findings });
      if (!flags.json)
        console.log(done ? `✔ ${name} đã rút / withdrawn` : `✖ ${name} không rút / not withdrawn`);
      process.exitCode = done ? 0 : 1;
    });
}

async function publish(program: Command, name: string, flags: PublishFlags, write: boolean): Promise<void> {
  const settings = toSettings(program, flags);
  const sdl = await readFile(flags.schema, 'utf8');
  const outcome = await withGraph(async ({ judge, probe, registry, isConfigured }) => {
    if (isConfigured(name))
      program.error(`"${name}" stands in hub.config.ts or is the hub's own: change it there`);
    const { accepted, findings } = await judge({ name, sdl, receives: flags.receives }, flags.acceptBreaking);
    const reachable = accepted ? await probe({ name, sdl, settings }) : [];
    const all: Finding[] = [...findings, ...reachable];
    if (!write || isRefusal(all)) return { version: undefined, findings: all };
    const publishedBy = flags.by!;
    const { version } = await registry.publish({ name, owner: flags.owner, sdl, settings, publishedBy });
    return { version, findings: all };
  });
  const accepted = !isRefusal(outcome.findings);
  report(flags.json, { name, accepted, ...outcome });
  if (!flags.json) {
    if (outcome.version !== undefined)
      console.log(
        `✔ ${name} phiên bản/version ${outcome.version}: hub đang chạy nhận trong vài giây / a running hub takes it within seconds`,
      );
    else console.log(accepted ? `✔ ${name} ghép được / fits` : `✖ ${name} không nhận / refused`);
  }
  process.exitCode = accepted ? 0 : 1;
}

function report(
  json: boolean | undefined,
  body: { findings: readonly Finding[] } & Record<string, unknown>,
): void {
  if (json) console.log(JSON.stringify({ version: 1, ...body }));
  else printFindings(body.findings);
}
