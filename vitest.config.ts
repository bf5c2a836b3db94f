import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{app,components,db,lib}/**/*.test.{ts,tsx}'],
    globalSetup: 'lib/testing/global-setup.ts',
    setupFiles: 'lib/testing/database.ts',
    // A PostgreSQL serves all files; each file has a database of its own.
    pool: 'forks',
    testTimeout: 20_000,
  },
})
