import type { Tx } from '#db/scope.ts'
import { dayOf, startOfDay } from '#lib/time.ts'
import { type Breach, listBreaches } from '#lib/windows/list-breaches.ts'
import type { PolicyVersion } from './queries.ts'

type Service = { id: string; timeZone: string }

/**
 * The published windows that break a rule, each by the version that will hold when it starts: one that comes into force
 * later says nothing of windows before its day, and one that was replaced before its day says nothing. `versions` are the
 * latest first.
 */
export async function breachesAhead(
  tx: Tx,
  { id, timeZone }: Service,
  versions: PolicyVersion[],
  now: Date,
): Promise<Breach[]> {
  const today = dayOf(now, timeZone)
  const current = versions.findIndex(({ inForceFrom }) => !inForceFrom || inForceFrom <= today)
  let until: Date | null = null
  const found: Breach[][] = []
  for (const { inForceFrom, rules } of versions.slice(0, current + 1)) {
    const from: Date = inForceFrom ? startOfDay(inForceFrom, timeZone) : now
    if (until && from >= until) continue
    const end = until
    const breaches = await listBreaches(tx, id, now, { policy: rules })
    found.unshift(breaches.filter(({ window }) => window.startsAt >= from && (!end || window.startsAt < end)))
    until = from
  }
  return found.flat()
}
