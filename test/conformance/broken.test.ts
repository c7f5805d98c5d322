import { describe, expect, it } from 'vitest';
import { guide } from '../../src/sdk/conformance/guide.ts';
import type { ConnectorHarness } from '../../src/sdk/conformance/harness.ts';
import { conformanceChecks } from '../../src/sdk/conformance/index.ts';
import { runKit } from '../../src/sdk/conformance/run-kit.ts';
import { createToyHarness, type ToyFlaw } from './toy.connector.ts';
import { createHttpHarness, type HttpFlaw } from './toy.http.ts';
import { createPushHarness, type PushFlaw } from './toy.push.ts';
import { createSnapshotHarness, type SnapshotFlaw } from './toy.snapshot.ts';
import { createStreamHarness, type StreamFlaw } from './toy.stream.ts';

/** A flaw, the check made for it, and what else notices: a lost record is seen from many sides. */
type Flaw<F> = [flaw: F, check: string, also?: string[]];

const toyFlaws: Flaw<ToyFlaw>[] = [
  ['no licence', 'manifest.valid'],
  ['config no form can show', 'manifest.config-renderable'],
  ['secret not marked', 'manifest.secrets-marked'],
  ['requires nothing', 'config.required'],
  ['two branches match', 'config.generated'],
  ['narrows an entry', 'config.backward-compatible'],
  ['runs what it reads', 'lint.clean'],
  [
    'declares live without query',
    'contract.modes',
    ['live.batch-by-key', 'live.key-ceiling', 'live.like-reference', 'live.unsupported-is-said'],
  ],
  ['has query without live', 'contract.modes'],
  ['lets nobody in', 'check.good', ['check.consumes-nothing']],
  ['says no of a good source', 'check.good'],
  ['lets a wrong password in', 'check.auth'],
  ['calls a dead source a wrong password', 'check.transient'],
  ['check consumes', 'check.consumes-nothing'],
  ['points nowhere', 'discover.schemas-valid', ['read.records-fit']],
  ['has one name twice', 'discover.schemas-valid'],
  ['discover differs each time', 'discover.same-twice'],
  ['key not in schema', 'discover.keys-declared', ['read.records-fit']],
  ['watermark not in schema', 'discover.keys-declared'],
  ['field not declared', 'read.records-fit'],
  ['declares what never comes', 'read.fields-seen'],
  ['key twice', 'read.keys-unique', ['check.consumes-nothing', 'read.records-fit', 'read.resume-anywhere']],
  ['key twice in a longer run', 'read.keys-unique'],
  ['throws on a bad record', 'read.bad-is-a-value'],
  ['bad without a place', 'read.bad-is-a-value'],
  ['resumes one record late', 'read.resume-anywhere', ['read.crash-anywhere']],
  ['resumes one record early', 'read.resume-anywhere'],
  ['remembers where it was killed', 'read.crash-anywhere'],
  ['cursor ahead of its page', 'read.crash-anywhere', ['read.resume-anywhere']],
  ['cursor in milliseconds', 'read.cursor-round-trip'],
  ['goes on after the signal', 'read.abort-stops'],
  ['starts over each time', 'read.nothing-new', ['read.cursor-round-trip']],
  ['looks back too far', 'read.nothing-new'],
  ['loses ties', 'read.shared-instant'],
  ['no lookback', 'read.late-commit'],
  ['watermark from the future', 'read.future-record'],
  ['fails on a far future cursor', 'read.far-future'],
  ['ends a snapshot it never declared', 'read.deletes-as-declared'],
  ['one page for all', 'read.page-bytes', ['read.resume-anywhere', 'read.shared-instant']],
  ['pages grow', 'read.page-bytes'],
  ['keeps every record', 'read.memory-flat'],
  ['two calls per batch', 'live.batch-by-key'],
  ['ignores maxKeys', 'live.key-ceiling'],
  ['limit before where', 'live.like-reference'],
  ['says applied, is not', 'live.like-reference'],
  ['silent full scan', 'live.unsupported-is-said'],
  ['says the secret', 'secrets.never-said'],
];

const snapshotFlaws: Flaw<SnapshotFlaw>[] = [
  ['ends what it never began', 'read.snapshot-framed', ['read.empty-snapshot', 'read.snapshot-complete']],
  ['ends what broke off', 'read.snapshot-framed'],
  ['ends nothing', 'read.empty-snapshot'],
  ['never starts again', 'read.snapshot-complete'],
];

const httpFlaws: Flaw<HttpFlaw>[] = [
  ['calls beside ctx.http', 'http.retry-after', ['http.bounded-attempts', 'http.idempotent-only']],
  ['has no patience', 'http.retry-after'],
  ['asks for ever', 'http.bounded-attempts'],
  ['repeats a POST', 'http.idempotent-only'],
];

const streamFlaws: Flaw<StreamFlaw>[] = [
  ['acknowledges on arrival', 'stream.redelivered', ['read.crash-anywhere', 'stream.saturated']],
  ['acknowledges one page late', 'stream.redelivered'],
  ['hands out without bound', 'stream.saturated'],
  ['ends when cut', 'stream.reconnects'],
];

const pushFlaws: Flaw<PushFlaw>[] = [
  ['signs the parsed body', 'push.signature'],
  ['takes what is old', 'push.replay'],
  ['never knows a delivery again', 'push.idempotent'],
  ['remembers by itself', 'push.after-commit', ['push.idempotent']],
  ['remembers for a second', 'push.after-commit'],
];

const toRows = <F extends string>(flaws: Flaw<F>[], toToy: (flaw: F) => ConnectorHarness) =>
  flaws.map(([flaw, check, also = []]) => ({ flaw: flaw as string, check, also, toy: () => toToy(flaw) }));

const table = [
  ...toRows(toyFlaws, createToyHarness),
  ...toRows(snapshotFlaws, createSnapshotHarness),
  ...toRows(httpFlaws, createHttpHarness),
  ...toRows(streamFlaws, createStreamHarness),
  ...toRows(pushFlaws, createPushHarness),
];

/** They wait for seconds or read a large source: tried with their own flaws only. */
const SLOW = new Set(['read.memory-flat', 'http.retry-after', 'stream.redelivered']);

const ids = conformanceChecks.map(({ id }) => id as string).sort();

describe('the conformance kit', () => {
  it('has a flaw for every check, and says how to make every check green', () => {
    expect([...new Set(table.map(({ check }) => check))].sort()).toEqual(ids);
    // For each there is a flaw that it alone notices.
    const alone = table.filter(({ also }) => also.length === 0).map(({ check }) => check);
    expect([...new Set(alone)].sort()).toEqual(ids);
    expect(Object.keys(guide).sort()).toEqual(ids);
    for (const { how } of Object.values(guide)) expect(how.length).toBeGreaterThan(20);
  });

  it('tries each of the 32 promises', () => {
    const numbers = new Set(Object.values(guide).map(({ number }) => number));
    expect([...numbers].sort((a, b) => a - b)).toEqual(Array.from({ length: 33 }, (_, i) => i));
  });

  it.each<[string, number, () => ConnectorHarness]>([
    ['rows in memory', 36, createToyHarness],
    ['snapshots', 24, createSnapshotHarness],
    ['HTTP', 26, createHttpHarness],
    ['a stream', 21, createStreamHarness],
    ['deliveries', 15, createPushHarness],
  ])('finds nothing wrong with a correct connector: %s', { timeout: 120_000 }, async (_name, passed, toy) => {
    const reports = await runKit(conformanceChecks, toy());
    expect(reports.filter(({ status }) => status === 'failed')).toEqual([]);
    expect(reports.filter(({ status }) => status === 'passed')).toHaveLength(passed);
    for (const { status, reason } of reports) if (status === 'skipped') expect(reason).toMatch(/\w{3}/);
  });

  it.each(table)(
    'sees that a connector $flaw ($check), and blames nothing else',
    async ({ check, also, toy }) => {
      const tried = conformanceChecks.filter(({ id }) => id === check || !SLOW.has(id));
      const reports = await runKit(tried, toy());
      const failed = reports.filter(({ status }) => status === 'failed');
      expect(failed.map(({ id }) => id).sort()).toEqual([check, ...also].sort());
      expect(failed.find(({ id }) => id === check)).toMatchObject({ how: guide[check]!.how });
    },
  );

  it('takes no skip without a written reason', async () => {
    const harness = { ...createToyHarness(), skips: { 'check.good': ' ' } };
    const [report] = await runKit(
      conformanceChecks.filter(({ id }) => id === 'check.good'),
      harness,
    );
    expect(report).toMatchObject({ status: 'failed', reason: expect.stringContaining('no reason') });
  });
});
