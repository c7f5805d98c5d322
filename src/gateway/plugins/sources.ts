import type { ExecutionResult } from 'graphql';
import type { GatewayPlugin } from './plugin.ts';

/** How a source stood when it was asked. Instants are ISO 8601. */
interface SourceReport {
  readonly name: string;
  readonly status: 'OK' | 'DOWN' | 'SLOW' | 'BAD_DATA';
  /** How old its data in this answer is. */
  readonly asOf: string | null;
  /** Since when it has not been OK. */
  readonly since?: string;
  readonly message?: string;
}

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

function withSources(result: ExecutionResult, sources: readonly SourceReport[]): ExecutionResult {
  return { ...result, extensions: { ...result.extensions, sources } };
}
