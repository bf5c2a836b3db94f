import { eq } from 'drizzle-orm'
import { freezes } from '#db/schema/freezes.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { freezeSeen } from './input.ts'
import { freezePayload, lockFreeze } from './record.ts'

/** Lifts a freeze. It stays on the record and in feeds, marked cancelled; it is told. */
export async function cancelFreeze(
  actor: Actor,
  input: { id: string; version?: number },
  now = new Date(),
): Promise<void> {
  const seen = parse(freezeSeen, input)
  return act(actor, async (acting) => {
    const { tx } = acting
    const freeze = await lockFreeze(acting, seen)
    const [after] = await tx
      .update(freezes)
      .set({ cancelledAt: now, version: freeze.version + 1, sequence: freeze.sequence + 1 })
      .where(eq(freezes.id, freeze.id))
      .returning()
    if (!after) throw missing('no-such-freeze')
    await writeNotice(
      tx,
      after,
      [{ kind: 'freeze', id: after.id }],
      await freezePayload(tx, after, 'freeze-cancelled', now),
    )
    await record(acting, {
      action: 'freeze.cancel',
      subject: { kind: 'freeze', id: freeze.id, serviceId: freeze.serviceId },
      before: { startsOn: freeze.startsOn, endsOn: freeze.endsOn },
      after: { version: after.version },
    })
  })
}
