import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { endPool } from '#db/pool.ts'
import { newId } from '#db/schema/columns.ts'
import { secretOfTests } from './secret.ts'

/** Each test file works in a database of its own, a copy of the migrated one. */
const name = `test_${newId()}`
process.env.AUTH_SECRET = secretOfTests
process.env.BASE_URL = 'https://almanac.example'

beforeAll(async () => {
  const url = inject('postgres')
  await inCluster(url, `create database ${name} template template_of_tests`)
  process.env.DATABASE_URL = url.replace('/almanac?', `/${name}?`)
})

afterAll(async () => {
  await endPool()
  await inCluster(inject('postgres'), `drop database ${name} with (force)`)
})

async function inCluster(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  await client.query(statement)
  await client.end()
}
