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

/** Flaw → the check made for it. Others may notice too: a lost record is seen from many sides. */
const toyFlaws: [ToyFlaw, string][] = [
  ['no licence', 'manifest.valid'],
  ['config no form can show', 'manifest.config-renderable'],
  ['secret not marked', 'manifest.secrets-marked'],
  ['requires nothing', 'config.required'],
  ['two branches match', 'config.generated'],
  ['narrows an entry', 'config.backward-compatible'],
  ['runs what it reads', 'lint.clean'],
  ['declares live without query', 'contract.modes'],
  ['lets nobody in', 'check.good'],
  ['lets a wrong password in', 'check.auth'],
  ['calls a dead source a wrong password', 'check.transient'],
  ['check consumes', 'check.consumes-nothing'],
  ['points nowhere', 'discover.schemas-valid'],
  ['discover differs each time', 'discover.same-twice'],
  ['key not in schema', 'discover.keys-declared'],
  ['field not declared', 'read.records-fit'],
  ['declares what never comes', 'read.fields-seen'],
  ['key twice', 'read.keys-unique'],
  ['throws on a bad record', 'read.bad-is-a-value'],
  ['bad without a place', 'read.bad-is-a-value'],
  ['resumes one record late', 'read.resume-anywhere'],
  ['cursor ahead of its page', 'read.crash-anywhere'],
  ['cursor in milliseconds', 'read.cursor-round-trip'],
  ['goes on after the signal', 'read.abort-stops'],
  ['starts over each time', 'read.nothing-new'],
  ['loses ties', 'read.shared-instant'],
  ['no lookback', 'read.late-commit'],
  ['watermark from the future', 'read.future-record'],
  ['fails on a far future cursor', 'read.far-future'],
  ['ends a snapshot it never declared', 'read.deletes-as-declared'],
  ['one page for all', 'read.page-bytes'],
  ['keeps every record', 'read.memory-flat'],
  ['two calls per batch', 'live.batch-by-key'],
  ['ignores maxKeys', 'live.key-ceiling'],
  ['limit before where', 'live.like-reference'],
  ['says applied, is not', 'live.like-reference'],
  ['silent full scan', 'live.unsupported-is-said'],
  ['says the secret', 'secrets.never-said'],
];

const snapshotFlaws: [SnapshotFlaw, string][] = [
  ['ends what it never began', 'read.snapshot-framed'],
  ['ends what broke off', 'read.snapshot-framed'],
  ['ends nothing', 'read.empty-snapshot'],
  ['never starts again', 'read.snapshot-complete'],
];

const httpFlaws: [HttpFlaw, string][] = [
  ['calls beside ctx.http', 'http.retry-after'],
  ['asks for ever', 'http.bounded-attempts'],
  ['repeats a POST', 'http.idempotent-only'],
];

const streamFlaws: [StreamFlaw, string][] = [
  ['acknowledges on arrival', 'stream.redelivered'],
  ['hands out without bound', 'stream.saturated'],
  ['ends when cut', 'stream.reconnects'],
];

const pushFlaws: [PushFlaw, string][] = [
  ['signs the parsed body', 'push.signature'],
  ['takes what is old', 'push.replay'],
  ['never knows a delivery again', 'push.idempotent'],
  ['remembers by itself', 'push.after-commit'],
];

const table: [flaw: string, check: string, toy: () => ConnectorHarness][] = [
  ...toyFlaws.map(([flaw, check]) => [flaw, check, () => createToyHarness(flaw)] as const),
  ...snapshotFlaws.map(([flaw, check]) => [flaw, check, () => createSnapshotHarness(flaw)] as const),
  ...httpFlaws.map(([flaw, check]) => [flaw, check, () => createHttpHarness(flaw)] as const),
  ...streamFlaws.map(([flaw, check]) => [flaw, check, () => createStreamHarness(flaw)] as const),
  ...pushFlaws.map(([flaw, check]) => [flaw, check, () => createPushHarness(flaw)] as const),
].map(([flaw, check, toy]) => [flaw, check, toy]);

const ids = conformanceChecks.map(({ id }) => id as string).sort();

describe('the conformance kit', () => {
  it('has a flaw for every check, and says how to make every check green', () => {
    expect([...new Set(table.map(([, check]) => check))].sort()).toEqual(ids);
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

  it.each(table)('sees that a connector %s (%s)', async (_flaw, id, toy) => {
    const check = conformanceChecks.filter((candidate) => candidate.id === id);
    const [report] = await runKit(check, toy());
    expect(report).toMatchObject({ id, status: 'failed', how: guide[id]!.how });
  });

  it('takes no skip without a written reason', async () => {
    const harness = { ...createToyHarness(), skips: { 'check.good': ' ' } };
    const [report] = await runKit(
      conformanceChecks.filter(({ id }) => id === 'check.good'),
      harness,
    );
    expect(report).toMatchObject({ status: 'failed', reason: expect.stringContaining('no reason') });
  });
});
