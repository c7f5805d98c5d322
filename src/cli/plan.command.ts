import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import type { Command } from 'commander';
import type { PlanTree } from '../gateway/explain/plan-tree.ts';
import { toError } from '../kernel/problem.ts';

interface PlanOptions {
  json?: boolean;
  run?: boolean;
  variables?: string;
  operation?: string;
  url?: string;
  key?: string;
}

/** What is shown: the plan, and with `--run` the answer it led to. */
interface Shown {
  tree: PlanTree | null;
  ms?: number;
  errors?: readonly { message: string }[];
}

const DEFAULT_URL = 'http://localhost:4000';

/** Shows how the gateway answers a query: which subgraphs, for which entities, in which order. */
export function addPlanCommand(program: Command): void {
  program
    .command('plan [query]')
    .description(
      'kế hoạch của một truy vấn: tệp, văn bản hoặc stdin / the plan of a query: file, text or stdin',
    )
    .option('--json', 'one JSON object')
    .option('--variables <json>', 'biến / variables')
    .option('--operation <name>', 'thao tác nào, nếu có nhiều / which operation, if there are several')
    .option('--run', 'chạy và đo từng lần gọi / run it and measure each call')
    .option('--url <url>', `hỏi một hub đang chạy / ask a running hub (--run: ${DEFAULT_URL})`)
    .option('--key <key>', 'khóa có quyền seePlan; mặc định HUB_KEY / a key with the right seePlan')
    .action(async (given: string | undefined, options: PlanOptions) => {
      const query = await readQuery(given);
      const url = options.url ?? (options.run ? DEFAULT_URL : undefined);
      const shown = url ? await askHub(program, url, query, options) : await planHere(query, options);
      if (!shown) return;
      if (options.json) console.log(JSON.stringify({ version: 1, ...shown }));
      else await print(shown);
    });
}

async function readQuery(given: string | undefined): Promise<string> {
  if (given === undefined || given === '-') return text(process.stdin);
  return existsSync(given) ? readFile(given, 'utf8') : given;
}

/** Plans over the subgraphs of this tree; nothing is started. */
async function planHere(query: string, { operation }: PlanOptions): Promise<Shown | undefined> {
  // Loaded here: the other commands need not wait for the whole graph.
  const { parse, validate } = await import('graphql');
  const { createGateway } = await import('../gateway/gateway.ts');
  const { toPlanTree } = await import('../gateway/explain/plan-tree.ts');
  const { subgraphs } = await import('../subgraphs/index.ts');
  const gateway = createGateway({ subgraphs: subgraphs.map((build) => build()) });
  try {
    const document = parse(query);
    const errors = validate(gateway.apiSchema, document);
    if (errors.length > 0) return refuse(errors);
    const node = gateway.plan(document, operation);
    return { tree: node ? toPlanTree(node) : null };
  } catch (error) {
    return refuse([toError(error)]);
  }
}

async function askHub(
  program: Command,
  url: string,
  query: string,
  { run, variables, operation, key = process.env.HUB_KEY }: PlanOptions,
): Promise<Shown | undefined> {
  const body = {
    query,
    variables: variables === undefined ? undefined : readVariables(program, variables),
    operationName: operation,
  };
  let answer: {
    errors?: { message: string }[];
    extensions?: { plan?: { tree: PlanTree | null; ms?: number } };
  };
  try {
    const response = await fetch(new URL('/graphql', url), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'hub-plan': run ? '1' : 'only',
        'apollographql-client-name': 'hub-plan',
        ...(key ? { authorization: `Bearer ${key}` } : {}),
      },
      body: JSON.stringify(body),
    });
    answer = (await response.json()) as typeof answer;
  } catch (error) {
    const { cause, message } = toError(error);
    process.stderr.write(`${url}: ${cause instanceof Error ? cause.message || cause.name : message}\n`);
    process.exitCode = 4;
    return undefined;
  }
  const { errors, extensions } = answer;
  if (extensions?.plan) return { ...extensions.plan, ...(errors ? { errors } : {}) };
  if (errors?.length) return refuse(errors);
  process.stderr.write(
    'Khóa này không được xem kế hoạch: cần vai trò có quyền seePlan (--key, HUB_KEY).\n' +
      'This key may not see plans: it takes a role that is allowed seePlan (--key, HUB_KEY).\n',
  );
  process.exitCode = 1;
  return undefined;
}

function readVariables(program: Command, given: string): unknown {
  try {
    return JSON.parse(given);
  } catch (error) {
    return program.error(`--variables: ${toError(error).message}`);
  }
}

/** The query is at fault, not its use. */
function refuse(errors: readonly { message: string }[]): undefined {
  for (const { message } of errors) process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

async function print({ tree, ms, errors = [] }: Shown): Promise<void> {
  const { printPlan } = await import('../gateway/explain/print-plan.ts');
  console.log(tree ? printPlan(tree) : 'không gọi đồ thị con nào / no subgraph is asked');
  if (ms !== undefined) console.log(`\n${ms.toFixed(1)} ms`);
  for (const { message } of errors) console.log(`✖ ${message}`);
}
