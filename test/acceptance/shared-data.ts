import { existsSync } from 'node:fs';
import path from 'node:path';
import { describe } from 'vitest';

/** Real data sets, kept beside the repository and never in it. */
const root = path.resolve(
  process.env.HUB_SHARED_DATA ?? path.join(import.meta.dirname, '../../../shared/data'),
);

export function sharedFile(name: string): string {
  return path.join(root, name);
}

/**
 * `describe` for tests that need these files. Where one is missing they are skipped and say so, unless
 * `HUB_REQUIRE_SHARED_DATA=1`: then they run, and fail.
 */
export function describeWithData(title: string, files: readonly string[], tests: () => void): void {
  const missing = files.filter((file) => !existsSync(sharedFile(file)));
  const isSkipped = missing.length > 0 && process.env.HUB_REQUIRE_SHARED_DATA !== '1';
  const reason = isSkipped
    ? ` (skipped: ${missing.join(', ')} not found in ${root}; set HUB_SHARED_DATA)`
    : '';
  describe.skipIf(isSkipped)(title + reason, tests);
}
