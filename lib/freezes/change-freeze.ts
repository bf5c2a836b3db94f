import { eq } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { type Actor, act, record } from '#lib/command.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type FreezeInput, freezeInput, freezeSeen } from './input.ts'
import { obeyNotice } from './judge-freeze.ts'
import { readFreeze } from './read-freeze.ts'
import { auditedFreeze, freezePayload, lockFreeze } from './record.ts'
import { isTold } from './rules.ts'
import { heldWindows } from './windows-inside.ts'

/**
 * Changes a published freeze. Other days, another scope or release, or other exceptions are told; a corrected wording
 * alone is not. Service, audience and the year of an annual rule stay what they are.
 * @returns how many published windows lie inside now
 */
export async function changeFreeze(
  actor: Actor,
  input: { id: string; version?: number } & FreezeInput,
  now = new Date(),
): Promise<{ id: string; windowsInside: number }> {
  const seen = parse(freezeSeen, input)
  const said = parse(freezeInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const freeze = await lockFreeze(acting, seen)
    const { serviceId, audience, tenants } = freeze
    const row = await readFreeze(tx, { ...said, serviceId, audience, tenants }, now)
    const year = row.kind === 'annual' ? {} : { rule: null, ruleYear: null }
    // The notice that was given still counts, but for days that come sooner than they were told.
    const warned = row.startsOn < freeze.startsOn ? await obeyNotice(tx, row, now) : {}
    const [after] = await tx
      .update(freezes)
      .set({ ...row, ...year, version: freeze.version + 1, sequence: freeze.sequence + 1 })
      .where(eq(freezes.id, freeze.id))
      .returning()
    if (!after) throw missing('no-such-freeze')
    if (isTold(freeze, after))
      await writeNotice(
        tx,
        after,
        [{ kind: 'freeze', id: after.id }],
        await freezePayload(tx, after, 'freeze-changed', now),
      )
    const windowsInside = (await heldWindows(tx, after, now)).length
    await record(acting, {
      action: 'freeze.change',
      subject: { kind: 'freeze', id: freeze.id, serviceId },
      before: await auditedFreeze(tx, freeze),
      after: { ...(await auditedFreeze(tx, after)), windowsInside, ...warned, version: after.version },
    })
    return { id: after.id, windowsInside }
  })
}
