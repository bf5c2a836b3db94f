import pg from 'pg'
import { servingConnection } from './serving.ts'

/** Reading and changing have connections of their own: however many read, somebody can still act. */
export type Share = 'reads' | 'commands'

/**
 * Connections as the login that serves, shared by everything in this process: pages are bundled apart from the
 * server and would otherwise open their own.
 */
const slot = globalThis as { [key: symbol]: Partial<Record<Share, pg.Pool>> | undefined }
const key = Symbol.for('almanac.pools')

/** How long a connection or a statement may take before it counts as lost, in milliseconds; waiting for others ends before. */
export const patience = { connection: 2500, statement: 3000, others: 2500 }

export function pool(share: Share): pg.Pool {
  slot[key] ??= {}
  const pools = slot[key]
  pools[share] ??= open(shares(Number(process.env.DATABASE_POOL ?? 10))[share])
  return pools[share]
}

/** Of all connections that a process may hold two in five are kept for commands, and at least one. */
export function shares(all: number): Record<Share, number> {
  const commands = Math.max(1, Math.floor(all * 0.4))
  return { commands, reads: Math.max(1, all - commands) }
}

function open(max: number): pg.Pool {
  const opened = new pg.Pool({
    ...servingConnection(),
    application_name: 'almanac',
    max,
    connectionTimeoutMillis: patience.connection,
    query_timeout: patience.statement,
    keepAlive: true,
  })
  // An idle connection that breaks is replaced at the next use; without a listener it would end the process.
  opened.on('error', () => {})
  return opened
}

/** Ends the pools; a frozen database must not hold up the shut-down, so it waits two seconds at most. */
export async function endPool(): Promise<void> {
  const ending = Object.values(slot[key] ?? {})
  slot[key] = undefined
  if (ending.length)
    await Promise.race([
      Promise.all(ending.map((one) => one.end())),
      new Promise((resolve) => setTimeout(resolve, 2000).unref()),
    ])
}
