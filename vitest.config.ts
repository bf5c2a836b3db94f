import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,db,lib}/**/*.test.{ts,tsx}'],
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/database.ts',
    // A PostgreSQL serves all files; each file has a database of its own.
    pool: 'forks',
    // These only end what will never come: a slow machine gets its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
