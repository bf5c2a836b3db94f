import { sql } from 'drizzle-orm'
import { drizzle, type NodePgDatabase } from 'drizzle-orm/node-postgres'
import type { PoolClient } from 'pg'
import { pool } from './pool.ts'

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
 */
export function asReader<T>(viewer: string | null, read: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('begin isolation level repeatable read read only', async (tx) => {
    if (viewer) await enter(tx, viewer)
    return read(tx)
  })
}

/** Acts as a signed-in person, with the roles they have at this moment. */
export function asActor<T>(person: string, act: (tx: Tx, roles: Role[]) => Promise<T>): Promise<T> {
  return transaction('begin', async (tx) => act(tx, await enter(tx, person)))
}

/** Acts as the portal itself: jobs, seeds, and what a stranger may cause without being somebody, like a subscription. */
export function asSystem<T>(act: (tx: Tx) => Promise<T>): Promise<T> {
  return transaction('begin', async (tx) => {
    await enter(tx, null)
    return act(tx)
  })
}

async function enter(tx: Tx, person: string | null): Promise<Role[]> {
  const { rows } = await tx.execute<{ roles: Role[] }>(sql`select almanac_enter(${person}) as roles`)
  return rows[0]?.roles ?? []
}

const databases = new WeakMap<PoolClient, Tx>()

/** How often a transaction that gave way to another is done again before its caller is told. */
const again = 4

/** Does a transaction again from its start when the database ended it for the sake of another, so that nobody waits for ever. */
async function transaction<T>(begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  for (let left = again; ; left--) {
    try {
      return await attempt(begin, run)
    } catch (error) {
      if (left === 0 || !gaveWay(error)) throw error
    }
  }
}

/** A deadlock, or two snapshots that do not go together. */
function gaveWay(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && (error.code === '40P01' || error.code === '40001')) || gaveWay(error.cause)
}

async function attempt<T>(begin: string, run: (tx: Tx) => Promise<T>): Promise<T> {
  const client = await pool().connect()
  let tx = databases.get(client)
  if (!tx) {
    tx = drizzle(client, { casing: 'snake_case' })
    databases.set(client, tx)
  }
  let broken: unknown
  try {
    await client.query(begin)
    const result = await run(tx)
    await client.query('commit')
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
