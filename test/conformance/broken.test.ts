import { describe, expect, it } from 'vitest';
import { conformanceChecks } from '../../src/sdk/conformance/index.ts';
import { runCheck } from '../../src/sdk/conformance/run-check.ts';
import { createTranscript } from '../../src/sdk/conformance/transcript.ts';
import { createToyHarness, type Flaw } from './toy.connector.ts';

/** Ids of the checks that a toy with this flaw fails. */
async function failuresOf(flaw?: Flaw): Promise<string[]> {
  const harness = createToyHarness(flaw);
  const transcript = createTranscript();
  const failed: string[] = [];
  for (const check of conformanceChecks)
    if ((await runCheck(check, harness, transcript)).status === 'failed') failed.push(check.id);
  return failed;
}

/** Flaw → the check made for it. Others may notice too: a lost record is seen from many sides. */
const flaws: [Flaw, string][] = [
  ['secret not marked', 'manifest.secrets-marked'],
  ['declares live without query', 'contract.modes'],
  ['lets a wrong password in', 'check.auth'],
  ['check consumes', 'check.consumes-nothing'],
  ['discover differs each time', 'discover.same-twice'],
  ['key not in schema', 'discover.keys-declared'],
  ['field not declared', 'read.records-fit'],
  ['key twice', 'read.keys-unique'],
  ['throws on a bad record', 'read.bad-is-a-value'],
  ['bad without a place', 'read.bad-is-a-value'],
  ['resumes one record late', 'read.resume-anywhere'],
  ['cursor ahead of its page', 'read.crash-anywhere'],
  ['cursor in milliseconds', 'read.cursor-round-trip'],
  ['goes on after the signal', 'read.abort-stops'],
  ['loses ties', 'read.shared-instant'],
  ['no lookback', 'read.late-commit'],
  ['watermark from the future', 'read.future-record'],
  ['fails on a far future cursor', 'read.far-future'],
  ['two calls per batch', 'live.batch-by-key'],
  ['ignores maxKeys', 'live.key-ceiling'],
  ['limit before where', 'live.like-reference'],
  ['says applied, is not', 'live.like-reference'],
  ['silent full scan', 'live.unsupported-is-said'],
  ['says the secret', 'secrets.never-said'],
];

describe('the conformance kit', () => {
  it('finds nothing wrong with a correct connector', async () => {
    expect(await failuresOf()).toEqual([]);
  });

  it.each(flaws)('sees that a connector %s (%s)', async (flaw, check) => {
    expect(await failuresOf(flaw)).toContain(check);
  });
});
