import type { Tx } from '#db/scope.ts'
import { parse } from '#lib/input.ts'
import { changeRecord } from '#lib/records/change-record.ts'
import type { Actor } from '#lib/records/command.ts'
import { type Held, isTold, type NewlyHeld, newlyHeld, toldOf } from '#lib/rules/freezes.ts'
import { dayOf, daysBetween } from '#lib/time.ts'
import { type FreezeInput, freezeInput, freezeSeen } from './input.ts'
import { obeyNotice } from './judge-freeze.ts'
import { readFreeze } from './read-freeze.ts'
import { auditedFreeze, type FreezeRow, freezeRecord } from './record.ts'
import { environmentsHeld } from './scope.ts'
import { heldWindows } from './windows-inside.ts'

/**
 * Changes a published freeze. Other days, another scope or release, or other exceptions are told; a corrected wording
 * alone is not. Service, audience and the year of an annual rule stay what they are. What it newly holds owes the notice
 * that the policy wants, counted from its own first day: of a day more at the end from that day, of another environment or
 * a sooner beginning from the first day of the freeze. What was told before keeps the notice that it had.
 * @returns how many published windows lie inside now
 */
export async function changeFreeze(
  actor: Actor,
  input: { id: string; version?: number } & FreezeInput,
  now = new Date(),
): Promise<{ id: string; windowsInside: number }> {
  const seen = parse(freezeSeen, input)
  const said = parse(freezeInput, input)
  let windowsInside = 0
  const changed = await changeRecord(actor, freezeRecord, seen, 'change', now, async ({ tx }, freeze) => {
    const { serviceId, audience, tenants } = freeze
    const row = await readFreeze(tx, { ...said, serviceId, audience, tenants }, now)
    const year = row.kind === 'annual' ? {} : { rule: null, ruleYear: null }
    // The notice that was given still counts, but for what was not told then.
    const newly = newlyHeld(await heldBy(tx, freeze), await heldBy(tx, row))
    const warned = newly ? await obeyNotice(tx, row, newly, now) : {}
    const told = newly && hasLeastNotice(newly, freeze, row, now) ? { toldAt: now, toldFrom: newly.day } : {}
    const after = { ...freeze, ...row, ...year, ...told }
    windowsInside = (await heldWindows(tx, after, now)).length
    return {
      set: { ...row, ...year, ...told },
      ...(isTold(freeze, after) && { notice: { event: 'freeze-changed' as const } }),
      before: await auditedFreeze(tx, freeze),
      after: { ...(await auditedFreeze(tx, after)), windowsInside, ...warned },
    }
  })
  return { id: changed.id, windowsInside }
}

type Row = Omit<Held, 'environments'> & Pick<FreezeRow, 'environments' | 'streams'>

const heldBy = async (tx: Tx, row: Row): Promise<Held> => ({ ...row, environments: await environmentsHeld(tx, row) })

/** Whether what is told now has less notice than what was told before and is still held. */
function hasLeastNotice({ day }: NewlyHeld, freeze: FreezeRow, { startsOn }: Row, now: Date): boolean {
  const before = toldOf({ ...freeze, startsOn })
  const days = (told: Date, of: string) => daysBetween(dayOf(told, freeze.timeZone), of)
  return !before.at || days(now, day) < days(before.at, before.day)
}
