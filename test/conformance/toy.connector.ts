import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { compareBy, matches } from '../../src/sdk/conformance/reference.ts';
import {
  type Change,
  type Connector,
  ConnectorError,
  type ConnectorModule,
  type Json,
  type LiveQuery,
  type Manifest,
  type Op,
  type Page,
  type ReadRequest,
} from '../../src/sdk/index.ts';

/** Ways to be wrong, each of which a check must notice. */
export type Flaw =
  | 'secret not marked'
  | 'declares live without query'
  | 'lets a wrong password in'
  | 'check consumes'
  | 'discover differs each time'
  | 'key not in schema'
  | 'field not declared'
  | 'key twice'
  | 'throws on a bad record'
  | 'bad without a place'
  | 'resumes one record late'
  | 'cursor ahead of its page'
  | 'cursor in milliseconds'
  | 'goes on after the signal'
  | 'loses ties'
  | 'no lookback'
  | 'watermark from the future'
  | 'fails on a far future cursor'
  | 'two calls per batch'
  | 'ignores maxKeys'
  | 'limit before where'
  | 'says applied, is not'
  | 'silent full scan'
  | 'says the secret';

const PASSWORD = 'planted-toy-password-83aa';
const PAGE = 7;
const OPS: Op[] = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'like', 'isNull'];
const LOOKBACK_MS = 600_000;

interface Cursor {
  since: string | null;
  after: [changed: string, id: string] | null;
}

interface ToySource {
  rows: (FixtureRow | string)[];
  calls: number;
}

const isAfter = (row: FixtureRow, [changed, id]: [string, string]) =>
  row.changed > changed || (row.changed === changed && row.id > id);

function createToy(source: ToySource, has: (flaw: Flaw) => boolean): Connector<{ password: string }> {
  let discovered = 0;

  function* pages({ dataset, cursor: from }: ReadRequest): Generator<Page> {
    const start = (from ?? { since: null, after: null }) as unknown as Cursor;
    if (has('fails on a far future cursor') && (start.since ?? '') > '2500') throw new Error('no such date');
    const back = has('no lookback') ? 0 : LOOKBACK_MS;
    const lower = start.since === null ? '' : new Date(Date.parse(start.since) - back).toISOString();
    let rows = source.rows
      .map((row) => (typeof row === 'string' ? null : row))
      .filter((row) => row === null || row.changed >= lower)
      .sort((a, b) => (a && b ? a.changed.localeCompare(b.changed) || a.id.localeCompare(b.id) : 0));
    if (start.after)
      rows = rows.filter(
        (row) => row && (has('loses ties') ? row.changed > start.after![0] : isAfter(row, start.after!)),
      );
    if (start.after && has('resumes one record late')) rows = rows.slice(1);
    let high = start.since;
    const now = new Date().toISOString();
    for (let at = 0; at < rows.length; at += PAGE) {
      let part = rows.slice(at, at + PAGE);
      // Ties are lost where a page is asked for by "changed later than the last one".
      if (has('loses ties') && at > 0)
        part = part.filter((row) => row && row.changed > rows[at - 1]!.changed);
      for (const row of part)
        if (row && (row.changed <= now || has('watermark from the future')) && row.changed > (high ?? ''))
          high = row.changed;
      const changes = part.map((row, index) => toChange(row, at + index));
      if (has('key twice') && at === PAGE) changes.push(changes[0]!);
      const last = at + PAGE >= rows.length;
      const end =
        (has('cursor ahead of its page') ? (rows[at + PAGE] ?? part.at(-1)) : part.at(-1)) ?? rows[at];
      const after: Cursor['after'] = last || !end ? null : [end.changed, end.id];
      const since =
        last && high !== null && has('cursor in milliseconds') ? new Date(high).toISOString() : high;
      yield {
        dataset: dataset.name,
        changes,
        cursor: { since: last ? since : start.since, after } as unknown as Json,
      };
    }
  }

  function toChange(row: FixtureRow | null, position: number): Change {
    const src = { uri: 'toy', pos: String(position) };
    if (row === null) {
      if (has('throws on a bad record')) throw new Error('cannot read it');
      return { op: 'bad', raw: null, reason: 'no record', ...(has('bad without a place') ? {} : { src }) };
    }
    return { op: 'put', data: has('field not declared') ? { ...row, extra: 1 } : { ...row }, src };
  }

  function look({ keys, where, orderBy = [], limit }: LiveQuery) {
    source.calls += has('two calls per batch') && keys ? 2 : 1;
    if (keys && keys.fields.join() !== 'id' && !has('silent full scan'))
      throw new ConnectorError('unsupported', 'by id only');
    if (keys && keys.values.length > 20 && !has('ignores maxKeys'))
      throw new ConnectorError('unsupported', 'too many');
    if (where && 'op' in where && !OPS.includes(where.op)) {
      if (!has('silent full scan')) throw new ConnectorError('unsupported', where.op);
      return { rows: source.rows as FixtureRow[], applied: { where: true, orderBy: true, limit: true } };
    }
    let rows = source.rows.filter((row): row is FixtureRow => typeof row !== 'string') as unknown as Record<
      string,
      unknown
    >[];
    const wanted = new Set(keys?.values.map(([id]) => id));
    if (keys && keys.fields[0] === 'id') rows = rows.filter((row) => wanted.has(row.id as string));
    if (has('limit before where')) rows = rows.slice(0, limit);
    if (where && !has('says applied, is not')) rows = rows.filter((row) => matches(where, row));
    for (const [field, direction] of orderBy.toReversed()) rows = rows.toSorted(compareBy(field, direction));
    return { rows: rows.slice(0, limit), applied: { where: true, orderBy: true, limit: true } };
  }

  const toy: Connector<{ password: string }> = {
    async check(ctx) {
      const password = await ctx.secret(ctx.config.password);
      if (has('check consumes')) source.rows.shift();
      if (password !== PASSWORD && !has('lets a wrong password in'))
        throw new ConnectorError('auth', has('says the secret') ? `refused ${password}` : 'refused');
      return { ok: true };
    },
    async discover() {
      discovered += 1;
      const id = has('key not in schema') ? {} : { id: { type: 'string' } };
      return [
        {
          name: 'rows',
          schema: {
            type: 'object',
            description: has('discover differs each time') ? String(discovered) : 'rows',
            properties: { ...id, name: { type: ['string', 'null'] }, changed: { type: 'string' } },
            required: has('key not in schema') ? [] : ['id'],
          },
          key: ['id'],
          cursor: { fields: ['changed'], lookback: 'PT10M' },
          deletes: 'none',
          live: { keys: [['id']], maxKeys: 20, ops: OPS },
        },
      ];
    },
    async *read(ctx, request) {
      for (const page of pages(request)) {
        if (ctx.signal.aborted && !has('goes on after the signal')) return;
        yield page;
        if (ctx.signal.aborted) await new Promise((resolve) => setTimeout(resolve, 100));
      }
    },
    query: async (_ctx, query) => look(query) as never,
  };
  if (has('declares live without query')) delete toy.query;
  return toy;
}

function toManifest(has: (flaw: Flaw) => boolean): Manifest {
  return {
    name: 'toy',
    version: '1.0.0',
    api: '^1',
    licence: 'Apache-2.0',
    description: 'Rows in memory',
    modes: ['sync', 'live'],
    config: {
      type: 'object',
      required: ['password', 'title'],
      properties: {
        password: { type: 'string', 'x-secret': true },
        apiKey: { type: 'string', ...(has('secret not marked') ? {} : { 'x-secret': true }) },
        title: { type: 'string' },
      },
    },
    permissions: {},
  };
}

/** A small correct connector over rows in memory, or one with a flaw. */
export function createToyHarness(flaw?: Flaw): ConnectorHarness {
  const has = (wanted: Flaw) => wanted === flaw;
  let current: ToySource = { rows: [], calls: 0 };
  const module: ConnectorModule<{ password: string }> = {
    manifest: toManifest(has),
    create: () => createToy(current, has),
  };
  const settings = (password: string) => ({
    config: { password: 'TOY_PASSWORD', title: 'toy' },
    secrets: { TOY_PASSWORD: password },
  });
  return {
    module: module as ConnectorModule,
    pageBytes: 1,
    skips: {},
    async start(): Promise<FixtureSource> {
      const source: ToySource = { rows: [], calls: 0 };
      current = source;
      return {
        good: settings(PASSWORD),
        badCredential: settings('planted-wrong-password-04f1'),
        dataset: 'rows',
        farFuture: { since: '2999-01-01T00:00:00Z', after: null },
        load: async (rows) => {
          source.rows.push(...rows);
        },
        loadAroundMalformed: async (before, after) => {
          source.rows.push(before, 'malformed', after);
        },
        calls: () => source.calls,
        stop: async () => {},
      };
    },
  };
}
