import type { ConformanceCheck } from './check.ts';
import { configChecks } from './config.checks.ts';
import { connectionChecks } from './connection.checks.ts';
import { discoveryChecks } from './discovery.checks.ts';
import { httpChecks } from './http.checks.ts';
import { lintChecks } from './lint.checks.ts';
import { liveChecks } from './live.checks.ts';
import { manifestChecks } from './manifest.checks.ts';
import { memoryChecks } from './memory.checks.ts';
import { pushChecks } from './push.checks.ts';
import { recordChecks } from './records.checks.ts';
import { resumeChecks } from './resume.checks.ts';
import { secretChecks } from './secrets.checks.ts';
import { snapshotChecks } from './snapshot.checks.ts';
import { streamChecks } from './stream.checks.ts';
import { watermarkChecks } from './watermark.checks.ts';

/**
 * THE LIST of conformance checks, in the order they run. The last one looks back on all of them. README.md shows them
 * with their numbers; `guide.ts` says how to make each one green.
 */
export const conformanceChecks: readonly ConformanceCheck[] = [
  ...manifestChecks,
  ...configChecks,
  ...lintChecks,
  ...connectionChecks,
  ...discoveryChecks,
  ...recordChecks,
  ...resumeChecks,
  ...watermarkChecks,
  ...snapshotChecks,
  ...memoryChecks,
  ...httpChecks,
  ...liveChecks,
  ...streamChecks,
  ...pushChecks,
  ...secretChecks,
];
