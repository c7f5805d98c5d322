import type { ExecutionResult } from 'graphql';
import { notesOf } from '../answer-notes.ts';
import { countRows } from '../explain/count-rows.ts';
import { type FetchFigures, toFetchKey, toPlanTree } from '../explain/plan-tree.ts';
import type { Gateway } from '../gateway.ts';
import type { GatewayPlugin } from './plugin.ts';

/** The action that a role must be allowed to be shown plans: they tell which systems stand behind which data. */
const SEE_PLAN = 'seePlan';

interface WithPrincipal {
  readonly principal?: { readonly actions?: readonly string[] };
}

/**
 * Header `hub-plan: 1` adds the plan and what each call came to as `extensions.plan`; `hub-plan: only` plans and runs
 * nothing. Who may not see plans gets his answer as if he had not asked.
 */
export function createExplainPlugin(gateway: Pick<Gateway, 'plan'>): GatewayPlugin {
  const recordings = new WeakMap<object, Map<string, FetchFigures>>();
  return {
    name: 'explain',
    around: async (scope, next) => {
      const { contextValue, document, operationName } = scope;
      const notes = notesOf(contextValue);
      const wish = notes?.headers['hub-plan'];
      if (!notes || (wish !== '1' && wish !== 'only')) return next();
      if (!(contextValue as WithPrincipal).principal?.actions?.includes(SEE_PLAN)) return next();
      // An answer that was kept made no calls.
      notes.isExplained = true;
      const figures = new Map<string, FetchFigures>();
      recordings.set(contextValue, figures);
      const started = performance.now();
      const result: ExecutionResult = wish === '1' ? await next() : { data: null };
      const ms = performance.now() - started;
      const node = gateway.plan(document, operationName);
      const plan = { ...(wish === '1' ? { ms } : {}), tree: node ? toPlanTree(node, figures) : null };
      return { ...result, extensions: { ...result.extensions, plan } };
    },
    onFetch: (subgraph, { operation, entities, contextValue }) => {
      const recording = recordings.get(contextValue);
      if (!recording) return undefined;
      const started = performance.now();
      return {
        end: ({ data, errors }) => {
          const key = toFetchKey(subgraph, operation);
          const known = recording.get(key) ?? { calls: 0, errors: 0, entities: 0, rows: 0, ms: 0 };
          known.calls += 1;
          known.errors += errors?.length ?? 0;
          known.entities += entities;
          known.rows += countRows(data, entities > 0);
          known.ms += performance.now() - started;
          recording.set(key, known);
        },
      };
    },
  };
}
