import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import { proofOf } from './entrance.ts'
import { patience, pool, type Share } from './pool.ts'
import { asUnavailable, gaveWay, Unavailable } from './unavailable.ts'

/** A transaction. Nothing but the three functions below opens one; a test holds the code to it. */
export type Tx = NodePgDatabase

/** A role as it stands in this transaction; `serviceId` null means every service. */
export type Role = {
  role: 'operator' | 'scheduler' | 'approver' | 'auditor' | 'provider' | 'manager' | 'member'
  serviceId: string | null
  tenantId: string | null
}

/**
 * Reads as `viewer` (a user's id, or null for anybody), in one snapshot: everything read in it belongs together.
 * Row-level security decides what is seen.
 *
 * @throws Unavailable when it cannot be done just now; so do the others
 */
export function asReader<T>(viewer: string | null, read: (tx: Tx, roles: Role[]) => Promise<T>): Promise<T> {
  return transaction('reads', 'begin isolation level repeatable read read only', async (tx) =>
    read(tx, viewer ? await enter(tx, viewer) : []),
  )
}

/** Acts as a signed-in person, with the roles they have at this moment. */
export function asActor<T>(person: string, act: (tx: Tx, roles: Role[]) => Promise<T>): Promise<T> {
  return transaction('commands', 'begin', async (tx) => act(tx, await enter(tx, person)))
}

/** Acts as the portal itself: jobs, seeds, and what a stranger may cause without being somebody, like a subscription. */
export function asSystem<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('commands', 'begin', async (tx) => {
    await enter(tx, null)
    return act(tx)
  })
}

async function enter(tx: Tx, person: string | null): Promise<Role[]> {
  const { rows } = await tx.execute<{ roles: Role[] }>(
    sql`select almanac_enter(${person}, ${proofOf(person)}) as roles`,
  )
  return rows[0]?.roles ?? []
}

const databases = new WeakMap<PoolClient, Tx>()

/** How often a transaction that gave way to another is done again before its caller is told. */
const again = 4

/** Does a transaction again from its start when the database ended it for the sake of another, so that nobody waits for ever. */
async function transaction<T>(share: Share, begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = again; ; left--) {
    try {
      return await attempt(share, begin, run)
    } catch (error) {
      if (left === 0 || !gaveWay(error)) throw asUnavailable(error)
    }
  }
}

/** Said here and not when connecting, where poolers drop it. The server gives up waiting before this process does, so that no transaction is left behind in a queue. */
const waiting = `set local lock_timeout = ${patience.others}; set local statement_timeout = ${patience.others}; set local timezone = 'UTC'`

async function attempt<T>(share: Share, begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool(share).connect()
  let tx = databases.get(client)
  if (!tx) {
    tx = drizzle(client, { casing: 'snake_case' })
    databases.set(client, tx)
  }
  let broken: unknown
  try {
    await client.query(`${begin}; ${waiting}`)
    const result = await run(tx)
    await client.query('commit').catch((error) => {
      const unavailable = asUnavailable(error)
      throw unavailable instanceof Unavailable && !gaveWay(error) ? new Unavailable('unsure', error) : error
    })
    return result
  } catch (error) {
    // A connection on which not even a rollback gets through is thrown away.
    await client.query('rollback').catch((failure) => {
      broken = failure
    })
    throw error
  } finally {
    client.release(Boolean(broken))
  }
}
