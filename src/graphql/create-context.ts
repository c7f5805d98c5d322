import { locales } from 'zod';
import type { Principal } from '../access/principal.ts';
import type { Bus } from '../events/bus.ts';
import { Problem } from '../kernel/problem.ts';
import { STORE_DATASET_UNKNOWN, STORE_RECORD_INVALID } from '../kernel/problems/store.ts';
import type { UnitIndex } from '../model/administrative-units/index.ts';
import type { Dataset } from '../store/dataset.ts';
import type { Store } from '../store/store.ts';
import { quoteName } from '../store/table.ts';
import type { HubContext, LiveAsk, LiveRows } from './context.ts';
import { toSql } from './predicate-sql.ts';
import type { SourceDesk } from './source-desk.ts';
import { selectList } from './stored-list.ts';

/** Forms that the records' own rules do not speak of (a number too big, a code not in its list), in Vietnamese. */
const vietnamese = { error: locales.vi().localeError };

/** Parts of the running hub that every request shares. */
export interface ContextParts {
  store: Store;
  bus: Bus;
  units: UnitIndex;
  cursorKey: Buffer;
  desk: SourceDesk;
  live: {
    find(dataset: string, ask: LiveAsk, signal?: AbortSignal): Promise<LiveRows & { calls: number }>;
    sourceOf(dataset: string): string | undefined;
  };
  /** Sources that feed a stored dataset. */
  sourcesOf(dataset: string): string[];
  createReport(): { note(source: string): void; report(): object[] };
}

/** What is one request's own. */
export interface RequestParts {
  principal: Principal;
  purpose: string | undefined;
  caseReference: string | undefined;
  signal: AbortSignal;
  now: Date;
}

export function createHubContext(parts: ContextParts, request: RequestParts): HubContext {
  const { store, live } = parts;
  const counts = { statements: 0, sourceCalls: 0 };
  const report = parts.createReport();
  const datasetOf = (name: string): Dataset => {
    const dataset = store.datasets.find((known) => known.name === name);
    if (dataset) return dataset;
    const known = store.datasets.map((other) => other.name).join(', ');
    throw new Problem(STORE_DATASET_UNKNOWN, { dataset: name, known });
  };
  const query = async <R extends object>(sql: string, params: unknown[] = []): Promise<R[]> => {
    request.signal.throwIfAborted();
    counts.statements += 1;
    const { rows } = await store.pool.query(sql, params);
    return rows as R[];
  };
  const { subsystem, role } = request.principal;
  return {
    ...request,
    forwardHeaders: toForwardHeaders(request),
    askerKey: JSON.stringify([subsystem, role, request.purpose ?? null, request.caseReference ?? null]),
    units: parts.units,
    bus: parts.bus,
    desk: parts.desk,
    cursorKey: parts.cursorKey,
    counts,
    loaders: new Map(),
    table: store.table,
    query,
    find: async (name, where, limit) => {
      const table = store.table(datasetOf(name).entity);
      const params: unknown[] = [];
      return query(
        `SELECT ${selectList(table, 't')} FROM ${quoteName(table.name)} t
         WHERE ${toSql(where, table, 't', params)} ORDER BY t.id LIMIT ${limit}`,
        params,
      );
    },
    live: async (dataset, ask) => {
      const source = live.sourceOf(dataset);
      try {
        const { records, refused, calls } = await live.find(dataset, ask, request.signal);
        counts.sourceCalls += calls;
        return { records, refused };
      } finally {
        if (source) report.note(source);
      }
    },
    submit: async (name, candidate, origin) => {
      const dataset = datasetOf(name);
      const judged = dataset.record.safeParse(candidate, vietnamese);
      if (!judged.success) {
        const [issue] = judged.error.issues;
        const field = issue!.path.join('.');
        throw new Problem(
          STORE_RECORD_INVALID,
          {
            dataset: name,
            reason: {
              vi: `${field}: ${issue!.message}`,
              en: `${field}: ${inEnglish(issue as Parameters<typeof inEnglish>[0])}`,
            },
          },
          { where: { dataset: name, field } },
        );
      }
      const record = judged.data;
      const result = await store.door.write(name, { ...origin, puts: [{ record }], deletes: [], bads: [] });
      return { record, result };
    },
    sources: {
      noteDataset: (dataset) => {
        for (const source of parts.sourcesOf(dataset)) report.note(source);
      },
      report: report.report,
    },
  };
}

/** Rules of the model say themselves in English too; zod's own messages are in the language it was asked for. */
function inEnglish(issue: { message: string; params?: Record<string, unknown> }): string {
  const said = issue.params?.en;
  return typeof said === 'string' ? said : issue.message;
}

/**
 * What a member's subgraph is told about the asker: who, as what, for what. The key itself stays here. Percent-encoded,
 * as our own headers are.
 */
function toForwardHeaders({ principal, purpose, caseReference }: RequestParts): Record<string, string> {
  return {
    'x-hub-client': encodeURI(principal.subsystem),
    'x-hub-role': encodeURI(principal.role),
    ...(purpose ? { 'x-hub-purpose': encodeURI(purpose) } : {}),
    ...(caseReference ? { 'x-hub-case': encodeURI(caseReference) } : {}),
  };
}
