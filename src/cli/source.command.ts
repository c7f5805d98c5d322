import type { Command } from 'commander';
import { addAddCommand } from './source/add.command.ts';
import { addCheckSourceCommand } from './source/check.command.ts';
import { addPreviewCommand } from './source/preview.command.ts';

/** `hub source`: a source is added, checked and looked at before anything of it is stored. */
export function addSourceCommands(program: Command): void {
  const source = program.command('source').description('các nguồn dữ liệu / sources');
  addAddCommand(source);
  addCheckSourceCommand(source);
  addPreviewCommand(source);
}
