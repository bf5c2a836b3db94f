import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,db,lib}/**/*.test.{ts,tsx}'],
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/database.ts',
    // A PostgreSQL serves all files; each file has a database of its own.
    pool: 'forks',
    // Tests wait for the database as much as they work: none of the cores is left out.
    maxWorkers: Math.max(2, availableParallelism()),
    // These only end what will never come: a slow machine gets its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
