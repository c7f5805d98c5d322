import type { Command } from 'commander';

export function addServeCommand(program: Command): void {
  program
    .command('serve')
    .description('khởi động hub / start the hub')
    .action(async () => {
      await import('../main.ts');
    });
}
