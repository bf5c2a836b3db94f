import { eq } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { type Actor, act, record } from '#lib/command.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type FreezeInput, freezeInput, freezeSeen } from './input.ts'
import { readFreeze } from './publish-freeze.ts'
import { freezePayload, lockFreeze } from './record.ts'

/**
 * Changes a published freeze. Other days, another scope or other exceptions are told; a corrected wording alone is not.
 * Service and audience stay what they are.
 */
export async function changeFreeze(
  actor: Actor,
  input: { id: string; version?: number } & FreezeInput,
  now = new Date(),
): Promise<void> {
  const seen = parse(freezeSeen, input)
  const said = parse(freezeInput, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const freeze = await lockFreeze(acting, seen)
    const row = await readFreeze(
      acting,
      { ...said, serviceId: freeze.serviceId, audience: freeze.audience, tenants: freeze.tenants },
      now,
    )
    const moved =
      row.startsOn !== freeze.startsOn ||
      row.endsOn !== freeze.endsOn ||
      String(row.environments) !== String(freeze.environments) ||
      JSON.stringify(row.exceptions) !== JSON.stringify(freeze.exceptions)
    const [after] = await tx
      .update(freezes)
      .set({ ...row, version: freeze.version + 1, sequence: freeze.sequence + 1 })
      .where(eq(freezes.id, freeze.id))
      .returning()
    if (!after) throw missing('no-such-freeze')
    if (moved)
      await writeNotice(
        tx,
        after,
        [{ kind: 'freeze', id: after.id }],
        await freezePayload(tx, after, 'freeze-changed', now),
      )
    await record(acting, {
      action: 'freeze.change',
      subject: { kind: 'freeze', id: freeze.id, serviceId: freeze.serviceId },
      before: { title: freeze.title, startsOn: freeze.startsOn, endsOn: freeze.endsOn },
      after: { title: after.title, startsOn: after.startsOn, endsOn: after.endsOn, version: after.version },
    })
  })
}
