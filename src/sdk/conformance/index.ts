import type { ConformanceCheck } from './check.ts';
import { connectionChecks } from './connection.checks.ts';
import { discoveryChecks } from './discovery.checks.ts';
import { httpChecks } from './http.checks.ts';
import { liveChecks } from './live.checks.ts';
import { manifestChecks } from './manifest.checks.ts';
import { recordChecks } from './records.checks.ts';
import { resumeChecks } from './resume.checks.ts';
import { secretChecks } from './secrets.checks.ts';
import { streamChecks } from './stream.checks.ts';
import { watermarkChecks } from './watermark.checks.ts';

/** THE LIST of conformance checks, in the order they run. The last one looks back on all of them. */
export const conformanceChecks: readonly ConformanceCheck[] = [
  ...manifestChecks,
  ...connectionChecks,
  ...discoveryChecks,
  ...recordChecks,
  ...resumeChecks,
  ...watermarkChecks,
  ...httpChecks,
  ...liveChecks,
  ...streamChecks,
  ...secretChecks,
];
