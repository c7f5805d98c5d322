import { isProblem, toError } from '../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER, SUBGRAPH_TIMEOUT } from '../kernel/problems/subgraph.ts';

/** How a source stood when it was asked: one entry of `extensions.sources`. Instants are ISO 8601. */
export interface SourceReport {
  readonly name: string;
  readonly status: 'OK' | 'DOWN' | 'SLOW' | 'BAD_DATA';
  /** How old its data in this answer is. */
  readonly asOf: string | null;
  /** Since when it has not been OK. */
  readonly since?: string;
  readonly message?: string;
}

/** A subgraph elsewhere that failed is a source that did not answer. */
export function toSourceReport(name: string, thrown: unknown, since: string | undefined): SourceReport {
  const code = isProblem(thrown) ? thrown.code : undefined;
  const status =
    code === SUBGRAPH_TIMEOUT.code ? 'SLOW' : code === SUBGRAPH_BAD_ANSWER.code ? 'BAD_DATA' : 'DOWN';
  return { name, status, asOf: null, ...(since ? { since } : {}), message: toError(thrown).message };
}
