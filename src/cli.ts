import { Command } from 'commander';
import { addApprovalCommands } from './cli/approval.command.ts';
import { addCheckCommand } from './cli/check.command.ts';
import { addKeyCommands } from './cli/key.command.ts';
import { addPlanCommand } from './cli/plan.command.ts';
import { addQuarantineCommands } from './cli/quarantine.command.ts';
import { addSyncCommands } from './cli/sync.command.ts';
import { toFailureText } from './hub/report-failure.ts';
import { isProblem } from './kernel/problem.ts';

/** Exit codes: 0 ok · 1 found problems · 2 wrong use · 3 environment · 4 the other side. */
const program = new Command('hub')
  .description('Liên Thông: hub tích hợp dữ liệu cho tỉnh an toàn giao thông / data-integration hub')
  .showHelpAfterError('(hub --help)')
  .configureOutput({ outputError: (text, write) => write(text) })
  .exitOverride((error) => {
    process.exitCode = error.exitCode === 0 ? 0 : 2;
    throw error;
  });

program
  .command('serve')
  .description('khởi động hub / start the hub')
  .action(async () => {
    await import('./main.ts');
  });
addCheckCommand(program);
addKeyCommands(program);
addPlanCommand(program);
addSyncCommands(program);
addQuarantineCommands(program);
addApprovalCommands(program);

try {
  await program.parseAsync();
} catch (error) {
  // Commander has said what is wrong and set the code.
  if (!(error instanceof Error && error.name === 'CommanderError')) {
    if (process.argv.includes('--json') && isProblem(error)) console.log(JSON.stringify({ problem: error }));
    process.stderr.write(toFailureText(error));
    process.exitCode = 3;
  }
}
