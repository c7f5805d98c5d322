import { isProblem, Problem, toError } from '../../kernel/problem.ts';
import { SUBGRAPH_BAD_ANSWER, SUBGRAPH_UNREACHABLE } from '../../kernel/problems/subgraph.ts';

/** The answer is larger than allowed; reading stopped there. */
export class TooLargeError extends Error {}

/** Whatever broke, as the catalogue has it. Addresses stay out: messages of the network name hosts and ports. */
export function toProblem(subgraph: string, thrown: unknown): Problem {
  if (isProblem(thrown)) return thrown;
  const error = toError(thrown);
  if (error instanceof TooLargeError)
    return new Problem(SUBGRAPH_BAD_ANSWER, { subgraph, reason: error.message });
  const { code } = error as NodeJS.ErrnoException;
  const reason = typeof code === 'string' ? code : 'the connection broke';
  return new Problem(SUBGRAPH_UNREACHABLE, { subgraph, reason }, { cause: error });
}
