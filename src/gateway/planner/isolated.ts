import { spawnSync } from 'node:child_process';
import type { QueryPlan } from '../plan-node.ts';

const TIMEOUT_MS = 10_000;
const MAX_BYTES = 32 * 2 ** 20;

/** Runs without our code and without a loader: the same from source and from `dist`. */
const PROGRAM = `
import { readFileSync } from 'node:fs';
const { planner, sdl, query, operationName, labels, roll } = JSON.parse(readFileSync(0, 'utf8'));
const { QueryPlanner } = await import(planner);
let answer;
try {
  answer = { plan: new QueryPlanner(sdl).plan(query, operationName, new Set(labels), roll) };
} catch (error) {
  answer = { reason: String(error.message) };
}
process.stdout.write(JSON.stringify(answer));
`;

/** Plans in a process of its own, which may end without taking this one along. Throws when there is no plan. */
export function planIsolated(asked: {
  readonly sdl: string;
  readonly query: string;
  readonly operationName: string | undefined;
  readonly labels: readonly string[];
  readonly roll: number;
}): QueryPlan {
  const planner = import.meta.resolve('@graphql-hive/router-query-planner');
  const { stdout, status, error } = spawnSync(process.execPath, ['--input-type=module', '-e', PROGRAM], {
    input: JSON.stringify({ planner, ...asked }),
    encoding: 'utf8',
    timeout: TIMEOUT_MS,
    maxBuffer: MAX_BYTES,
    env: {},
  });
  if (error || status !== 0) throw new Error('the planner broke off');
  const answer = JSON.parse(stdout) as { plan: QueryPlan } | { reason: string };
  if ('reason' in answer) throw new Error(answer.reason);
  return answer.plan;
}
