import { Command } from 'commander';
import { vi } from 'vitest';
import { addConfigCommands } from '../../../src/cli/config.command.ts';
import { addSourceCommands } from '../../../src/cli/source.command.ts';
import { addSyncCommands } from '../../../src/cli/sync.command.ts';

export interface Ran {
  code: number;
  out: string;
  err: string;
}

/** `hub …` in this process: the graph is loaded once for all calls. Environment variables hold for the call alone. */
export async function runCommand(args: string[], environment: Record<string, string>): Promise<Ran> {
  let out = '';
  let err = '';
  const say = (text: unknown) => {
    err += String(text);
    return true;
  };
  const program = new Command('hub').exitOverride().configureOutput({ writeErr: say });
  for (const add of [addSourceCommands, addConfigCommands, addSyncCommands]) add(program);
  const override = (command: Command) => {
    command.exitOverride().configureOutput({ writeErr: say });
    command.commands.forEach(override);
  };
  program.commands.forEach(override);
  const log = vi.spyOn(console, 'log').mockImplementation((text: string) => {
    out += `${text}\n`;
  });
  const error = vi.spyOn(process.stderr, 'write').mockImplementation(say);
  for (const [name, value] of Object.entries(environment)) vi.stubEnv(name, value);
  try {
    process.exitCode = undefined;
    await program.parseAsync(['node', 'hub', ...args]);
    return { code: Number(process.exitCode ?? 0), out, err };
  } catch (failure) {
    if ((failure as Error).name !== 'CommanderError') throw failure;
    return { code: 2, out, err };
  } finally {
    process.exitCode = undefined;
    vi.unstubAllEnvs();
    log.mockRestore();
    error.mockRestore();
  }
}
