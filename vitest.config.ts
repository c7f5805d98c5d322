import { defineConfig } from 'vitest/config';

/** What starts no whole hub and waits for no change feed: two files at a time. */
const PARTS = ['access', 'architecture', 'bin', 'gateway', 'graphql', 'kernel', 'model', 'sdk'].map(
  (folder) => `test/${folder}/**/*.test.ts`,
);

export default defineConfig({
  // Two graphql realms otherwise: source would get index.mjs, CommonJS packages index.js.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    globalSetup: ['test/support/global-setup.ts'],
    projects: [
      {
        extends: true,
        test: { name: 'parts', include: PARTS, maxWorkers: 2, sequence: { groupOrder: 0 } },
      },
      {
        extends: true,
        // One file at a time: a flow starts whole hubs, which want both cores, and the change feed waits for the oldest
        // transaction of the one PostgreSQL that all files share.
        test: {
          name: 'whole',
          include: ['test/**/*.test.ts'],
          exclude: PARTS,
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
});
