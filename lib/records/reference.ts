import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { referenceSeries } from '#db/schema/windows.ts'
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
  const whom =
    record.audience === 'public'
      ? ''
      : record.audience === 'internal'
        ? record.serviceId
        : [...record.tenants].sort().join('+')
  const code = whom ? Array.from({ length: 4 }, () => 'BCDFGHJKLMNPQRSTVWXZ'[randomInt(20)]).join('') : ''
  const [series] = await tx
    .insert(referenceSeries)
    .values({ series: [letter, year, whom].join(' '), code, last: 1 })
    .onConflictDoUpdate({ target: referenceSeries.series, set: { last: sql`${referenceSeries.last} + 1` } })
    .returning()
  return [letter, year, series?.code, series?.last].filter(Boolean).join('-')
}

/** What a reference looks like; anything else is not looked up. */
export const referencePattern = new RegExp(
  `^[${Object.values(kinds)
    .map(({ letter }) => letter)
    .join('')}]-\\d{4}-(?:[B-Z]{4}-)?\\d{1,6}$`,
)
