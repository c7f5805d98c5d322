import type { Command } from 'commander';

/** A whole number above zero as it was typed, or the end of the command with exit code 2. */
export function toCount(flag: string, text: string, program: Command): number {
  if (!/^[1-9]\d*$/.test(text)) program.error(`${flag}: "${text}" is no whole number above zero`);
  return Number(text);
}
