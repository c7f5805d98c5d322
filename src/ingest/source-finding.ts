import { isProblem, Problem } from '../kernel/problem.ts';
import * as problems from '../kernel/problems/source.ts';
import { ConnectorError } from '../sdk/index.ts';

type CheckName = 'config' | 'reach' | 'credentials' | 'schema' | 'binding' | 'mapping' | 'rows';

/** One thing that was looked at. A warning works and may lose something; an error does not work. */
export interface SourceFinding {
  check: CheckName;
  status: 'ok' | 'warning' | 'error' | 'skipped';
  /** The hub's dataset, where the finding is about one. */
  dataset?: string;
  /** What was found, when all is well: an address, a count. */
  detail?: string;
  /** What is wrong, what to do and who: absent when all is well. */
  problem?: Problem;
}

/** A failure as the catalogue words it, with who can make it go away. */
export function toSourceProblem(source: string, error: unknown): Problem {
  if (isProblem(error)) return error;
  if (!(error instanceof ConnectorError)) throw error;
  const details = { source, reason: error.message };
  const where = { where: { source }, cause: error };
  switch (error.kind) {
    case 'auth':
      return new Problem(problems.SOURCE_CREDENTIALS_REFUSED, details, where);
    case 'config':
    case 'unsupported':
      return new Problem(problems.SOURCE_MISCONFIGURED, details, where);
    case 'drift':
    case 'bug':
      return new Problem(problems.SOURCE_UNREADABLE, details, where);
    default:
      return new Problem(problems.SOURCE_UNREACHABLE, details, where);
  }
}
