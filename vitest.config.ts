import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,db,lib}/**/*.test.{ts,tsx}'],
    globalSetup: 'db/testing/global-setup.ts',
    setupFiles: 'db/testing/database.ts',
    // A PostgreSQL serves all files; each file has a database of its own.
    pool: 'forks',
    testTimeout: 20_000,
  },
})
