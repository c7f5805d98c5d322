import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { hubCommand, root } from './run-hub.ts';

export interface Spawned {
  child: ChildProcess;
  pid: number;
  /** Everything written so far. */
  output(): string;
  /** Resolves when the output matches; rejects when the process ends before, or the limit passes. */
  until(pattern: RegExp, limitMs?: number): Promise<RegExpExecArray>;
  /** Resolves to the exit code when it ends by itself. */
  readonly ended: Promise<number | null>;
  /** Sends a signal and resolves to the exit code (null after SIGKILL). */
  stop(signal: NodeJS.Signals): Promise<number | null>;
}

/** `npm start` as a process of its own. */
export function spawnHub(env: Record<string, string>): Spawned {
  return watch([hubCommand, 'serve'], env);
}

/** A TypeScript program of the tests as a process of its own. */
export function spawnProgram(program: string, env: Record<string, string>): Spawned {
  return watch(['--import', 'tsx', program], env);
}

function watch(command: readonly string[], env: Record<string, string>): Spawned {
  const child = spawn(process.execPath, command, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  child.stdout!.on('data', (chunk) => (text += chunk));
  child.stderr!.on('data', (chunk) => (text += chunk));
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return {
    child,
    pid: child.pid!,
    ended,
    output: () => text,
    until: async (pattern, limitMs = 90_000) => {
      for (const deadline = Date.now() + limitMs; ; ) {
        const found = pattern.exec(text);
        if (found) return found;
        if (child.exitCode !== null || child.signalCode !== null)
          throw new Error(`ended with ${child.exitCode ?? child.signalCode} before ${pattern}:\n${text}`);
        if (Date.now() > deadline) throw new Error(`no ${pattern} within ${limitMs} ms:\n${text}`);
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    stop: (signal) => {
      child.kill(signal);
      return ended;
    },
  };
}

/** Processes that were started, directly or not, with `HUB_DATA_DIR` set to this directory. */
export function findProcesses(dataDir: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && Number(name) !== process.pid)
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`HUB_DATA_DIR=${dataDir}\0`);
      } catch {
        // Ended while we looked, or not ours to look at.
        return false;
      }
    })
    .map(Number);
}
