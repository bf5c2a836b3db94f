import { rm } from 'node:fs/promises'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { migrate, whilePreparing } from '#db/migrate.ts'
import { startPostgres } from '#lib/server/embedded-postgres.ts'
import { removeUnused, temporaryFolder } from '#lib/server/temporary-folder.ts'
import { secretOfTests } from './secret.ts'

/** Starts a real PostgreSQL for the tests, with a migrated database that each test file copies. */
export default async function setup(project: TestProject) {
  const folder = temporaryFolder('test')
  await removeUnused({ tests: true })
  const postgres = await startPostgres(folder)
  const template = postgres.url.replace('/almanac?', '/template_of_tests?')
  const client = new pg.Client({ connectionString: postgres.url })
  await client.connect()
  await client.query('create database template_of_tests')
  await client.end()
  process.env.AUTH_SECRET = secretOfTests
  await whilePreparing(template, migrate)
  project.provide('postgres', postgres.url)
  return async () => {
    await postgres.stop()
    await rm(folder, { recursive: true, force: true })
  }
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgres: string
  }
}
