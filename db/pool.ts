import pg from 'pg'

/**
 * Connections as the application's role, shared by everything in this process: pages are bundled apart from the
 * server and would otherwise open their own.
 */
const slot = globalThis as { [key: symbol]: pg.Pool | undefined }
const key = Symbol.for('almanac.pool')

/** How long a connection or a statement may take before it counts as lost, in milliseconds. */
export const patience = { connection: 2500, statement: 3000 }

export function pool(): pg.Pool {
  const existing = slot[key]
  if (existing) return existing
  const created = new pg.Pool({
    connectionString: process.env.DATABASE_URL,
    options: '-c role=almanac_app -c timezone=UTC',
    application_name: 'almanac',
    max: Number(process.env.DATABASE_POOL ?? 10),
    connectionTimeoutMillis: patience.connection,
    query_timeout: patience.statement,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  created.on('error', () => {})
  slot[key] = created
  return created
}

/** Ends the pool; a frozen database must not hold up the shut-down, so it waits two seconds at most. */
export async function endPool(): Promise<void> {
  const ending = slot[key]
  slot[key] = undefined
  if (ending) await Promise.race([ending.end(), new Promise((resolve) => setTimeout(resolve, 2000).unref())])
}
