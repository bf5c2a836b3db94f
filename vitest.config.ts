import { globSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'
import { secretOfTests } from './lib/testing/secret.ts'

const files = globSync('{app,components,db,lib}/**/*.test.{ts,tsx}', { cwd: import.meta.dirname })
/** A third of the files ask no database, most of them tables of rules: they need neither one nor a process of their own. */
const asksDatabase = (file: string) =>
  file.startsWith('db/') || /['"]#(db|lib\/testing)\/|DATABASE_URL/.test(readFileSync(file, 'utf8'))

export default defineConfig({
  test: {
    globalSetup: 'lib/testing/global-setup.ts',
    pool: 'forks',
    // Tests wait for the database as much as they work: none of the cores is left out.
    maxWorkers: Math.max(2, availableParallelism()),
    projects: [
      {
        extends: true,
        test: { name: 'rules', isolate: false, include: files.filter((file) => !asksDatabase(file)) },
      },
      // A PostgreSQL serves all files; each file has a database of its own.
      {
        extends: true,
        test: { name: 'database', include: files.filter(asksDatabase), setupFiles: 'lib/testing/database.ts' },
      },
    ],
    env: { AUTH_SECRET: secretOfTests, BASE_URL: 'https://almanac.example' },
    // These only end what will never come: a slow machine gets its time.
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
})
