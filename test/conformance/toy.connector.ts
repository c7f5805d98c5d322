import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { ConnectorHarness, FixtureRow, FixtureSource } from '../../src/sdk/conformance/harness.ts';
import { compareBy, matches } from '../../src/sdk/conformance/reference.ts';
import { makeRows } from '../../src/sdk/conformance/rows.ts';
import {
  type Change,
  type Connector,
  ConnectorError,
  type ConnectorModule,
  type Json,
  type LiveQuery,
  type Op,
  type Page,
  type ReadRequest,
  type SourceDataset,
} from '../../src/sdk/index.ts';
import { type ManifestFlaw, toToyManifest } from './toy-manifest.ts';

/** Ways to be wrong, each of which a check must notice. */
export type ToyFlaw =
  | ManifestFlaw
  | 'runs what it reads'
  | 'declares live without query'
  | 'lets nobody in'
  | 'says no of a good source'
  | 'lets a wrong password in'
  | 'calls a dead source a wrong password'
  | 'check consumes'
  | 'points nowhere'
  | 'has one name twice'
  | 'discover differs each time'
  | 'key not in schema'
  | 'watermark not in schema'
  | 'field not declared'
  | 'declares what never comes'
  | 'key twice'
  | 'throws on a bad record'
  | 'bad without a place'
  | 'resumes one record late'
  | 'resumes one record early'
  | 'remembers where it was killed'
  | 'cursor ahead of its page'
  | 'cursor in milliseconds'
  | 'goes on after the signal'
  | 'starts over each time'
  | 'looks back too far'
  | 'loses ties'
  | 'no lookback'
  | 'watermark from the future'
  | 'fails on a far future cursor'
  | 'ends a snapshot it never declared'
  | 'one page for all'
  | 'pages grow'
  | 'key twice in a longer run'
  | 'keeps every record'
  | 'two calls per batch'
  | 'ignores maxKeys'
  | 'limit before where'
  | 'says applied, is not'
  | 'silent full scan'
  | 'says the secret';

const PASSWORD = 'planted-toy-password-83aa';
/** Title of a source where nobody listens. */
const DOWN = 'down';
const PAGE = 7;
const OPS: Op[] = ['eq', 'in', 'lt', 'lte', 'gt', 'gte', 'like', 'isNull'];
const LOOKBACK_MS = 600_000;

interface Cursor {
  since: string | null;
  after: [changed: string, id: string] | null;
}

interface ToyConfig {
  password: string;
  title: string;
}

interface ToySource {
  rows: (FixtureRow | string)[];
  calls: number;
  /** What a flawed connector keeps from one run to the next. */
  reached: [changed: string, id: string] | null;
}

const isAfter = (row: FixtureRow, [changed, id]: [string, string]) =>
  row.changed > changed || (row.changed === changed && row.id > id);

function createToy(source: ToySource, has: (flaw: ToyFlaw) => boolean): Connector<ToyConfig> {
  let discovered = 0;
  const kept: Change[] = [];
  const sizeAt = (at: number) => {
    if (has('one page for all')) return Number.MAX_SAFE_INTEGER;
    return has('pages grow') && at >= 10 * PAGE ? 7 * PAGE : PAGE;
  };

  function* pages({ dataset, cursor: from }: ReadRequest): Generator<Page> {
    const start = (from ?? { since: null, after: null }) as unknown as Cursor;
    if (has('fails on a far future cursor') && (start.since ?? '') > '2500') throw new Error('no such date');
    const back = has('no lookback') ? 0 : LOOKBACK_MS * (has('looks back too far') ? 10 : 1);
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
    if (start.after && has('resumes one record early')) rows = [source.rows[0] as FixtureRow, ...rows];
    if (has('remembers where it was killed') && source.reached)
      rows = rows.filter((row) => row && isAfter(row, source.reached!));
    let high = start.since;
    const now = new Date().toISOString();
    for (let at = 0, size = PAGE; at < rows.length; at += size) {
      size = sizeAt(at);
      let part = rows.slice(at, at + size);
      // Ties are lost where a page is asked for by "changed later than the last one".
      if (has('loses ties') && at > 0)
        part = part.filter((row) => row && row.changed > rows[at - 1]!.changed);
      for (const row of part)
        if (row && (row.changed <= now || has('watermark from the future')) && row.changed > (high ?? ''))
          high = row.changed;
      const changes = part.map((row, index) => toChange(row, at + index));
      if (has('key twice') && at === PAGE) changes.push(changes[0]!);
      const isLonger = at === 15 * PAGE && rows.length < 200;
      if (has('key twice in a longer run') && isLonger) changes.push(changes[0]!);
      if (has('keeps every record')) kept.push(...structuredClone(changes));
      const last = at + size >= rows.length;
      const end =
        (has('cursor ahead of its page') ? (rows[at + size] ?? part.at(-1)) : part.at(-1)) ?? rows[at];
      const after: Cursor['after'] = last || !end ? null : [end.changed, end.id];
      // Forgotten when the run ends by itself.
      source.reached = after;
      const since =
        last && high !== null && has('cursor in milliseconds') ? new Date(high).toISOString() : high;
      yield {
        dataset: dataset.name,
        changes,
        cursor: {
          since: last && !has('starts over each time') ? since : start.since,
          after,
        } as unknown as Json,
        ...(last && has('ends a snapshot it never declared') ? { snapshotEnd: true } : {}),
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

  const toy: Connector<ToyConfig> = {
    async check(ctx) {
      if (ctx.config.title === DOWN)
        throw new ConnectorError(
          has('calls a dead source a wrong password') ? 'auth' : 'transient',
          'nobody is there',
        );
      if (has('lets nobody in')) throw new ConnectorError('auth', 'go away');
      const password = await ctx.secret(ctx.config.password);
      if (has('check consumes')) source.rows.shift();
      if (password !== PASSWORD && !has('lets a wrong password in'))
        throw new ConnectorError('auth', has('says the secret') ? `refused ${password}` : 'refused');
      return { ok: !has('says no of a good source') as true };
    },
    async discover() {
      discovered += 1;
      const id = has('key not in schema') ? {} : { id: { type: 'string' } };
      const offered: SourceDataset[] = [
        {
          name: 'rows',
          schema: {
            type: 'object',
            description: has('discover differs each time') ? String(discovered) : 'rows',
            ...(has('points nowhere') ? { $ref: '#/$defs/none' } : {}),
            properties: {
              ...id,
              ...(has('declares what never comes') ? { colour: { type: 'string' } } : {}),
              name: { type: ['string', 'null'] },
              changed: { type: 'string' },
            },
            required: has('key not in schema') ? [] : ['id'],
          },
          key: ['id'],
          cursor: {
            fields: [has('watermark not in schema') ? 'modified' : 'changed'],
            lookback: 'PT10M',
          },
          deletes: 'none',
          live: { keys: [['id']], maxKeys: 20, ops: OPS },
        },
      ];
      return has('has one name twice') ? [...offered, ...offered] : offered;
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

/** A small correct connector over rows in memory, or one with a flaw. */
export function createToyHarness(flaw?: ToyFlaw): ConnectorHarness {
  const has = (wanted: ToyFlaw) => wanted === flaw;
  let current: ToySource = { rows: [], calls: 0, reached: null };
  const folder = mkdtempSync(path.join(os.tmpdir(), 'toy-'));
  writeFileSync(
    path.join(folder, 'index.ts'),
    has('runs what it reads') ? 'export const run = (text) => eval(text);\n' : 'export const toy = 1;\n',
  );
  const module: ConnectorModule<ToyConfig> = {
    manifest: toToyManifest(has),
    create: () => createToy(current, has),
  };
  const settings = (password: string, title = 'toy') => ({
    config: { password: 'TOY_PASSWORD', title },
    secrets: { TOY_PASSWORD: password },
  });
  return {
    module: module as ConnectorModule,
    pageBytes: 600,
    skips: {},
    folder,
    previous: { ...toToyManifest(() => false), version: '0.9.0' },
    close: () => rm(folder, { recursive: true, force: true }),
    async start(): Promise<FixtureSource> {
      const source: ToySource = { rows: [], calls: 0, reached: null };
      current = source;
      return {
        good: settings(PASSWORD),
        badCredential: settings('planted-wrong-password-04f1'),
        refused: settings(PASSWORD, DOWN),
        dataset: 'rows',
        generate: async (count) => {
          source.rows = makeRows(count);
        },
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
