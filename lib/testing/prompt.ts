import pg from 'pg'

/** A connection as the application's role, as somebody with a SQL prompt would have it; all of it is rolled back. */
export async function prompt<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: process.env.DATABASE_URL, options: '-c role=almanac_app' })
  await client.connect()
  try {
    await client.query('begin')
    return await run(client)
  } finally {
    await client.query('rollback')
    await client.end()
  }
}
