import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import type { Tx } from '#db/scope.ts'
import { type Kind, kinds } from './kinds.ts'

/**
 * The next reference of a kind of record for an audience: M-2026-31 for everybody, M-2026-KRTD-2 for others, whose
 * series has a random code of its own. The year is that of publication, in UTC.
 */
export async function nextReference(
  tx: Tx,
  kind: Kind,
  record: { audience: string; tenants: string[]; serviceId: string },
  now: Date,
): Promise<string> {
  const year = now.getUTCFullYear()
  const { letter } = kinds[kind]
  const code = Array.from({ length: 4 }, () => 'BCDFGHJKLMNPQRSTVWXZ'[randomInt(20)]).join('')
  const named = sql.param(record.tenants)
  const { rows } = await tx.execute<{ code: string; last: number }>(
    sql`select * from almanac_next_reference(${`${letter} ${year}`}, ${record.audience}, ${named}, ${record.serviceId}, ${code})`,
  )
  return [letter, year, rows[0]?.code, rows[0]?.last].filter(Boolean).join('-')
}

/** What a reference looks like; anything else is not looked up. */
export const referencePattern = new RegExp(
  `^[${Object.values(kinds)
    .map(({ letter }) => letter)
    .join('')}]-\\d{4}-(?:[B-Z]{4}-)?\\d{1,6}$`,
)
