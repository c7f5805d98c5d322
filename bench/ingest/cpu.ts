import { readdirSync, readFileSync } from 'node:fs';

/**
 * Processor time in ms: of this process, and of the PostgreSQL server with all its sessions. On a busy machine the
 * clock tells what the neighbours do; this tells what a row costs. Linux only: elsewhere the server's share is 0.
 */
export interface CpuTime {
  node: number;
  server: number;
}

export function readCpu(postmaster: number): CpuTime {
  const { user, system } = process.cpuUsage();
  return { node: (user + system) / 1000, server: readServer(postmaster) };
}

export function cpuSince(before: CpuTime, postmaster: number): CpuTime {
  const now = readCpu(postmaster);
  return { node: now.node - before.node, server: now.server - before.server };
}

/** Nanosecond accounting of one process (`/proc/<pid>/schedstat`), in ms; 0 when it is gone or not told. */
export function readProcessCpu(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/schedstat`, 'utf8').split(' ', 1)[0]) / 1e6;
  } catch {
    return 0;
  }
}

const MS_PER_TICK = 10;

function readServer(postmaster: number): number {
  let total = readProcessCpu(postmaster);
  const own = readStat(postmaster);
  // Sessions that have ended are charged to the postmaster (cutime, cstime).
  if (own) total += (Number(own[13]) + Number(own[14])) * MS_PER_TICK;
  for (const pid of listProcesses())
    if (readStat(pid)?.[1] === String(postmaster)) total += readProcessCpu(pid);
  return total;
}

/** Fields of `/proc/<pid>/stat` after the name: state, ppid, … */
function readStat(pid: number): string[] | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return undefined;
  }
}

function listProcesses(): number[] {
  try {
    return readdirSync('/proc').map(Number).filter(Number.isInteger);
  } catch {
    return [];
  }
}
