import { randomInt } from 'node:crypto'
import { sql } from 'drizzle-orm'
import { referenceSeries } from '#db/schema/windows.ts'
import type { Tx } from '#db/scope.ts'

const letters = { window: 'M', incident: 'I', freeze: 'F', release: 'R' } as const

/**
 * The next reference of a kind of record for an audience: M-2026-31 for everybody, M-2026-KRTD-2 for others, whose
 * series has a random code of its own. The year is that of publication, in UTC.
 */
export async function nextReference(
  tx: Tx,
  kind: keyof typeof letters,
  record: { audience: string; tenants: string[]; serviceId: string },
  now: Date,
): Promise<string> {
  const year = now.getUTCFullYear()
  const whom =
    record.audience === 'public'
      ? ''
      : record.audience === 'internal'
        ? record.serviceId
        : [...record.tenants].sort().join('+')
  const code = whom ? Array.from({ length: 4 }, () => 'BCDFGHJKLMNPQRSTVWXZ'[randomInt(20)]).join('') : ''
  const [series] = await tx
    .insert(referenceSeries)
    .values({ series: [letters[kind], year, whom].join(' '), code, last: 1 })
    .onConflictDoUpdate({ target: referenceSeries.series, set: { last: sql`${referenceSeries.last} + 1` } })
    .returning()
  return [letters[kind], year, series?.code, series?.last].filter(Boolean).join('-')
}

/** What a reference looks like; anything else is not looked up. */
export const referencePattern = /^[MIFR]-\d{4}-(?:[B-Z]{4}-)?\d{1,6}$/
