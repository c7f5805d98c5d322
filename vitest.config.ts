import { defineConfig } from 'vitest/config';

export default defineConfig({
  // Two graphql realms otherwise: source would get index.mjs, CommonJS packages index.js.
  resolve: { alias: [{ find: /^graphql$/, replacement: 'graphql/index.js' }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    // One file at a time: a flow starts whole hubs, which want both cores, and the change feed waits for the oldest
    // transaction of the one PostgreSQL that all files share.
    fileParallelism: false,
  },
});
