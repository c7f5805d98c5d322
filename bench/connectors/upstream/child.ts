import { fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** A server of the upstream's in a process of its own, so that its work is not done on the hub's thread. */
export async function startChild(file: string, args: (string | number)[]) {
  const child = fork(path.join(import.meta.dirname, file), args.map(String), {
    execArgv: ['--import', 'tsx'],
  });
  const [port] = (await once(child, 'message')) as [number];
  return {
    port,
    stop: async () => {
      child.disconnect();
      await once(child, 'exit');
    },
  };
}
