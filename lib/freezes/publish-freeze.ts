import { parse } from '#lib/input.ts'
import { makeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { type FreezeInput, freezeInput } from './input.ts'
import { obeyNotice } from './judge-freeze.ts'
import { readFreeze, readYear } from './read-freeze.ts'
import { freezeRecord } from './record.ts'
import { heldWindows } from './windows-inside.ts'

/**
 * Publishes a freeze: its dates go on the schedule and to subscribers at once (DCC 4.6: well in advance).
 * @returns also how many published windows lie inside, which now have to move or need an exception
 */
export async function publishFreeze(
  actor: Actor,
  input: FreezeInput,
  now = new Date(),
): Promise<{ id: string; reference: string; windowsInside: number }> {
  const said = parse(freezeInput, input)
  let windowsInside = 0
  const freeze = await makeRecord(actor, freezeRecord, said.serviceId, 'publish', now, async ({ tx }) => {
    const row = await readFreeze(tx, said, now)
    const year = await readYear(tx, said, row.timeZone, now)
    const warned = await obeyNotice(tx, row, { day: row.startsOn, field: 'firstDay' }, now)
    windowsInside = (await heldWindows(tx, row, now)).length
    const { title, startsOn, endsOn } = row
    return {
      values: { ...row, ...year, publishedAt: now },
      publishedAt: now,
      notice: { event: 'freeze-published' as const },
      after: { title, startsOn, endsOn, windowsInside, ...warned },
    }
  })
  return { id: freeze.id, reference: freeze.reference ?? '', windowsInside }
}
