import { freezes } from '#db/schema/freezes.ts'
import { missing } from '#lib/errors.ts'
import { parse } from '#lib/input.ts'
import { writeNotice } from '#lib/notices/write-notice.ts'
import { type Actor, act, record } from '#lib/records/command.ts'
import { nextReference } from '#lib/records/reference.ts'
import { lockSchedule } from '#lib/windows/record.ts'
import { type FreezeInput, freezeInput } from './input.ts'
import { obeyNotice } from './judge-freeze.ts'
import { readFreeze, readYear } from './read-freeze.ts'
import { freezePayload } from './record.ts'
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
  return act(actor, async (acting) => {
    acting.demand('plan', said.serviceId)
    const { tx } = acting
    await lockSchedule(tx, said.serviceId)
    const row = await readFreeze(tx, said, now)
    const year = await readYear(tx, said, row.timeZone, now)
    const warned = await obeyNotice(tx, row, { day: row.startsOn, field: 'firstDay' }, now)
    const reference = await nextReference(tx, 'freeze', row, now)
    const [freeze] = await tx
      .insert(freezes)
      .values({ ...row, ...year, reference, publishedAt: now })
      .returning()
    if (!freeze) throw missing('no-such-freeze')
    await writeNotice(
      tx,
      freeze,
      [{ kind: 'freeze', id: freeze.id }],
      await freezePayload(tx, freeze, 'freeze-published', now),
    )
    const windowsInside = (await heldWindows(tx, freeze, now)).length
    await record(acting, {
      action: 'freeze.publish',
      subject: { kind: 'freeze', id: freeze.id, serviceId: freeze.serviceId },
      after: {
        reference,
        title: freeze.title,
        startsOn: freeze.startsOn,
        endsOn: freeze.endsOn,
        windowsInside,
        ...warned,
        version: freeze.version,
      },
    })
    return { id: freeze.id, reference, windowsInside }
  })
}
