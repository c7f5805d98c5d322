import { Command } from 'commander';
import { isProblem } from './kernel/problem.ts';

/**
 * THE LIST of commands: the first word, and where it is. Only what is asked for is loaded, so that `hub gateway` does
 * not wait for the store, nor `hub key` for the graph.
 */
const commands: Readonly<Record<string, () => Promise<(program: Command) => void>>> = {
  serve: async () => (await import('./cli/serve.command.ts')).addServeCommand,
  gateway: async () => (await import('./cli/gateway.command.ts')).addGatewayCommand,
  subgraph: async () => (await import('./cli/subgraph.command.ts')).addSubgraphCommands,
  plan: async () => (await import('./cli/plan.command.ts')).addPlanCommand,
  check: async () => (await import('./cli/check.command.ts')).addCheckCommand,
  connector: async () => (await import('./cli/connector.command.ts')).addConnectorCommands,
  config: async () => (await import('./cli/config.command.ts')).addConfigCommands,
  source: async () => (await import('./cli/source.command.ts')).addSourceCommands,
  key: async () => (await import('./cli/key.command.ts')).addKeyCommands,
  sync: async () => (await import('./cli/sync.command.ts')).addSyncCommands,
  replay: async () => (await import('./cli/sync.command.ts')).addSyncCommands,
  quarantine: async () => (await import('./cli/quarantine.command.ts')).addQuarantineCommands,
  approval: async () => (await import('./cli/approval.command.ts')).addApprovalCommands,
};

/** Exit codes: 0 ok · 1 found problems · 2 wrong use · 3 environment · 4 the other side. */
const program = new Command('hub')
  .description('Liên Thông: hub tích hợp dữ liệu cho tỉnh an toàn giao thông / data-integration hub')
  .showHelpAfterError('(hub --help)')
  .configureOutput({ outputError: (text, write) => write(text) })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

// `hub … | head`: the reader has had enough, which is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error;
  process.exit();
});

try {
  const asked = commands[process.argv[2] ?? ''];
  const loaded = await Promise.all((asked ? [asked] : Object.values(commands)).map((load) => load()));
  for (const add of new Set(loaded)) add(program);
  await program.parseAsync();
} catch (error) {
  // Commander has said what is wrong and set the code.
  if (!(error instanceof Error && error.name === 'CommanderError')) {
    const { toFailureText } = await import('./hub/report-failure.ts');
    if (process.argv.includes('--json') && isProblem(error)) console.log(JSON.stringify({ problem: error }));
    process.stderr.write(toFailureText(error));
    process.exitCode = 3;
  }
}
