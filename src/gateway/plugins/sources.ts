import type { ExecutionResult } from 'graphql';
import type { SourceReport } from '../source-report.ts';
import type { GatewayPlugin } from './plugin.ts';

/** What this plugin reads of a context; a context without it is fine. */
interface WithSources {
  readonly sources?: { report?: () => readonly SourceReport[] };
}

/** Adds `extensions.sources` when the answer touched sources: a nulled field says who did not answer, since when. */
export const sourcesPlugin: GatewayPlugin = {
  name: 'sources',
  around: async ({ contextValue }, next) => {
    const result = await next();
    const { sources } = contextValue as WithSources;
    const reports = sources?.report?.();
    return reports?.length ? withSources(result, reports) : result;
  },
};

/** Beside what the gateway reports of subgraphs elsewhere. */
export function withSources(result: ExecutionResult, reports: readonly SourceReport[]): ExecutionResult {
  const known = (result.extensions?.sources ?? []) as readonly SourceReport[];
  return { ...result, extensions: { ...result.extensions, sources: [...known, ...reports] } };
}
