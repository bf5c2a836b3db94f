import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { whilePreparing } from '#db/migrate.ts'
import { endPool } from '#db/pool.ts'
import { newId } from '#db/schema/columns.ts'
import { prepareServing, servingLogin } from '#db/serving.ts'

/** Each test file works in a database of its own, a copy of the migrated one. */
const name = `test_${newId()}`

beforeAll(async () => {
  const url = inject('postgres')
  await inCluster(url, `create database ${name} template template_of_tests owner almanac`)
  process.env.DATABASE_URL = url.replace('/almanac?', `/${name}?`)
  await whilePreparing(process.env.DATABASE_URL, prepareServing)
})

afterAll(async () => {
  await endPool()
  await inCluster(inject('postgres'), `drop database ${name} with (force)`)
  await inCluster(inject('postgres'), `drop role ${servingLogin(name)}`)
})

async function inCluster(url: string, statement: string): Promise<void> {
  // As a superuser, who may end what is still connected.
  const client = new pg.Client({ connectionString: url.replace('//almanac@', '//postgres@') })
  await client.connect()
  await client.query(statement)
  await client.end()
}
