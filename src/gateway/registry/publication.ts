import { buildSchema, type GraphQLSchema } from 'graphql';
import { isProblem } from '../../kernel/problem.ts';
import { type Composition, composeSupergraph } from '../compose.ts';
import { createQueryPlanner } from '../plan.ts';
import type { Subgraph } from '../subgraph.ts';
import { judgeChange, type UsageOf } from './breaking.ts';
import { type Finding, isRefusal } from './finding.ts';
import { lintSubgraph } from './lint.ts';
import { judgeReceived } from './received.ts';

/** What is asked to change in the graph. */
export interface Publication {
  readonly name: string;
  /** Absent: the subgraph is withdrawn. */
  readonly sdl: string | undefined;
  /** Field classes that the operator lets the member receive, besides what is open. */
  readonly receives?: readonly string[];
}

export interface Verdict {
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
}

type Named = Pick<Subgraph, 'name' | 'sdl'>;

/**
 * Judges a subgraph against the graph as it is: alone, composed with the others, and by what clients would lose.
 * `acceptBreaking`: a person has decided that clients may lose it.
 */
export async function judgePublication(
  present: readonly Named[],
  { name, sdl, receives = [] }: Publication,
  usageOf: UsageOf,
  acceptBreaking = false,
): Promise<Verdict> {
  const findings: Finding[] = sdl === undefined ? [] : lintSubgraph(name, sdl);
  if (isRefusal(findings)) return { accepted: false, findings };
  const others = present.filter((subgraph) => subgraph.name !== name);
  if (sdl !== undefined) findings.push(...judgeReceived(others, sdl, receives));
  const next = sdl === undefined ? others : [...others, { name, sdl }];
  const composed = compose(next);
  if (Array.isArray(composed)) return { accepted: false, findings: [...findings, ...composed] };
  const before = toSchema(composeSupergraph(present));
  const changes = await judgeChange(before, toSchema(composed as Composition), usageOf);
  const judged = acceptBreaking
    ? changes.map((change) => ({ ...change, level: 'warning' as const }))
    : changes;
  const all = [...findings, ...judged];
  return { accepted: !isRefusal(all), findings: all };
}

function compose(subgraphs: readonly Named[]): Composition | Finding[] {
  try {
    const composition = composeSupergraph(subgraphs);
    // What the planner cannot read must not become the graph either.
    createQueryPlanner(composition.supergraphSdl);
    return composition;
  } catch (error) {
    if (!isProblem(error)) throw error;
    const { errors = [error.en] } = error.details as { errors?: readonly string[] };
    return errors.map((message) => ({
      code: 'COMPOSITION',
      level: 'error',
      at: /^\[([^\]]+)\]/.exec(message)?.[1] ?? 'supergraph',
      message,
      remedy: 'change this subgraph; the others stand',
    }));
  }
}

function toSchema({ apiSdl }: Composition): GraphQLSchema {
  return buildSchema(apiSdl, { noLocation: true });
}
