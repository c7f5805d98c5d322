import { afterAll, describe, expect, it } from 'vitest';
import { connectors } from '../../connectors/index.ts';
import { conformanceChecks } from '../../src/sdk/conformance/index.ts';
import { runCheck } from '../../src/sdk/conformance/run-check.ts';
import { createTranscript } from '../../src/sdk/conformance/transcript.ts';
import { harnesses } from './harnesses.ts';

it.each(connectors.map(({ manifest }) => manifest.name))('connector %s has a harness', (name) => {
  const tried = Object.values(harnesses).map(({ module }) => module.manifest.name);
  expect(tried).toContain(name);
});

it('every check has an id of its own, and every written skip names one', () => {
  const ids = conformanceChecks.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const { skips } of Object.values(harnesses))
    expect(ids).toEqual(expect.arrayContaining(Object.keys(skips)));
});

describe.each(Object.entries(harnesses))('%s', (_name, harness) => {
  const transcript = createTranscript();
  afterAll(() => harness.close?.());

  it.for(conformanceChecks.map((check) => [check.id, check.title, check] as const))(
    '%s: %s',
    async ([, , check], { skip }) => {
      const verdict = await runCheck(check, harness, transcript);
      if (verdict.status === 'failed') throw verdict.error;
      if (verdict.status === 'skipped') skip(verdict.reason);
    },
  );
});
