import assert from 'node:assert/strict';
import { type ConformanceCheck, need } from './check.ts';
import { lintConnector } from './lint.ts';

const clean: ConformanceCheck = {
  id: 'lint.clean',
  level: 'MUST',
  title:
    'No install scripts, eval, child processes, own environment, undeclared hosts or secrets in its files',
  async run({ harness: { folder, module } }) {
    const found = await lintConnector(
      need(folder, 'the harness names no folder of the connector'),
      module.manifest,
    );
    assert.deepEqual(
      found.map(({ place, rule, message }) => `${place} ${rule}: ${message}`),
      [],
    );
  },
};

export const lintChecks = [clean];
