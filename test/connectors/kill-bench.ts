import { spawn } from 'node:child_process';
import { existsSync, readFileSync, truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const SCRIPT = path.join(import.meta.dirname, 'kill-consumer.ts');

export interface KillResult {
  /** Every id that was committed, in order, repetitions included. */
  committed: number[];
  kills: number;
}

/**
 * Reads with a process that is killed with SIGKILL `kills` times, each time a moment after it has committed something,
 * and then lives until everything published is there. Publishing goes on meanwhile.
 */
export async function readUnderKills(options: {
  kind: 'nats' | 'mqtt' | 'kafka';
  config: object;
  file: string;
  kills: number;
  /** Called in a loop until the last kill. */
  publish(): Promise<void>;
  /** Ids published so far. */
  published(): number[];
}): Promise<KillResult> {
  const { kind, config, file } = options;
  writeFileSync(file, '');
  const whole = () => readFileSync(file, 'utf8').split('\n').slice(0, -1);
  const committed = () => whole().flatMap((line) => (JSON.parse(line) as { ids: number[] }).ids);
  let isPublishing = true;
  const publishing = (async () => {
    while (isPublishing) {
      await options.publish();
      await new Promise((resolve) => setTimeout(resolve, 5));
    }
  })();

  const run = async (isOver: () => boolean): Promise<void> => {
    // What a killed process left of a line would run into the next one's first.
    if (existsSync(file))
      truncateSync(
        file,
        Buffer.byteLength(
          whole()
            .map((line) => `${line}\n`)
            .join(''),
        ),
      );
    const child = spawn(process.execPath, ['--import', 'tsx', SCRIPT, kind, JSON.stringify(config), file], {
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    const errors: Buffer[] = [];
    child.stderr.on('data', (chunk: Buffer) => errors.push(chunk));
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    try {
      while (!isOver()) {
        if (child.exitCode !== null) throw new Error(`the reader ended: ${Buffer.concat(errors)}`);
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
    } finally {
      child.kill('SIGKILL');
      await ended;
    }
  };

  for (let kill = 0; kill < options.kills; kill++) {
    const before = whole().length;
    let killAt: number | undefined;
    await run(() => {
      // At any moment of its work: while it reads, commits or acknowledges.
      if (killAt === undefined && whole().length > before) killAt = Date.now() + Math.random() * 300;
      return killAt !== undefined && Date.now() >= killAt;
    });
  }
  isPublishing = false;
  await publishing;
  const started = Date.now();
  await run(() => {
    if (Date.now() - started > 45_000) return true;
    const seen = new Set(committed());
    return options.published().every((id) => seen.has(id));
  });
  return { committed: committed(), kills: options.kills };
}
