import pg from 'pg'
import { proofOf } from '#db/entrance.ts'
import { servingConnection } from '#db/serving.ts'

/** Names the viewer as pages and commands do: by a proof that SQL does not know. */
export const enter = (client: pg.Client, person: string | null) =>
  client.query('select almanac_enter($1, $2)', [person, proofOf(person)])

/** A connection as what serves, as somebody with a SQL prompt would have it; all of it is rolled back. */
export async function prompt<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(servingConnection())
  await client.connect()
  try {
    await client.query('begin')
    return await run(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}
